package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.RunFile.Load;
import com.aiagents.loadtest.run.RunFile.Stretch;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What run.json plans after the users were changed. */
class ChangedLoadTest {
  private static final Load PLANNED =
      new Load(
          10,
          30,
          300,
          7_000,
          Map.of("submit", 1),
          3_000L,
          List.of(new Stretch("ramp-up", 0, 5, 0, 10), new Stretch("hold", 5, 300, 10, 10)));

  @Test
  void theProfileGoesToTheNewUsersAndStays() {
    Load changed = PLANNED.changed(60, 25);
    assertThat(changed.users()).isEqualTo(25);
    assertThat(changed.profile())
        .containsExactly(
            new Stretch("ramp-up", 0, 5, 0, 10),
            new Stretch("hold", 5, 60, 10, 10),
            new Stretch("change to 25", 60, 61, 10, 25),
            new Stretch("hold 25", 61, 300, 25, 25));
  }

  @Test
  void aChangeBackKeepsWhatWas() {
    assertThat(PLANNED.changed(60, 25).changed(100, 10).profile())
        .containsExactly(
            new Stretch("ramp-up", 0, 5, 0, 10),
            new Stretch("hold", 5, 60, 10, 10),
            new Stretch("change to 25", 60, 61, 10, 25),
            new Stretch("hold 25", 61, 100, 25, 25),
            new Stretch("change to 10", 100, 107, 25, 10),
            new Stretch("hold 10", 107, 300, 10, 10));
  }

  @Test
  void aChangeDuringTheRampUpBeginsWhereItIs() {
    assertThat(PLANNED.changed(3, 20).profile().subList(0, 2))
        .containsExactly(
            new Stretch("ramp-up", 0, 3, 0, 6), new Stretch("change to 20", 3, 4, 6, 20));
  }

  @Test
  void nothingChangesAtTheEnd() {
    assertThat(PLANNED.changed(300, 20)).isEqualTo(PLANNED);
    assertThat(PLANNED.changed(298, 2).profile())
        .endsWith(new Stretch("change to 2", 298, 300, 10, 2));
  }

  @Property
  void everyProfileIsWithoutGapsFromZeroToTheEnd(
      @ForAll List<@IntRange(min = 0, max = 310) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 1_000) int users) {
    Load load = PLANNED;
    long reached = 0;
    int wanted = users;
    for (int second : seconds) {
      // time goes on
      reached = Math.max(reached, second);
      load = load.changed(reached, wanted);
      wanted = wanted % 97 + 1;
    }
    long to = 0;
    int before = 0;
    for (Stretch stretch : load.profile()) {
      assertThat(stretch.fromSeconds()).isEqualTo(to);
      assertThat(stretch.toSeconds()).isGreaterThan(to);
      assertThat(stretch.usersFrom()).isEqualTo(before);
      to = stretch.toSeconds();
      before = stretch.usersTo();
    }
    assertThat(to).isEqualTo(300);
  }
}
