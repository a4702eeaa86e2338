package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.samples.SampleOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by which a load is ended before its time. */
class AbortsTest {
  private static final String SUBMIT = "POST /webhooks/servicedesk/{tenant_id}";
  @TempDir private Path folder;

  @Test
  void rulesAreReadAsTheyAreTyped() {
    assertThat(AbortRule.parse("crash,loss,auth")).isEqualTo(EnumSet.allOf(AbortRule.class));
    assertThat(AbortRule.parse("auth, crash"))
        .containsExactlyInAnyOrder(AbortRule.AUTH, AbortRule.CRASH);
    assertThatThrownBy(() -> AbortRule.parse("crash,,loss"))
        .hasMessage("found '', allowed are crash, loss, auth, joined by commas");
    assertThatThrownBy(() -> AbortRule.parse("Crash\u001b"))
        .hasMessage("found 'Crash?', allowed are crash, loss, auth, joined by commas");
  }

  @Test
  void healthThatIsSilentForTenSecondsEndsTheLoad() throws IOException {
    StringBuilder rows = new StringBuilder("timeStamp,probe,reading,value\n");
    rows.append("1000,health,up,1\n1000,health,status,200\n");
    for (int second = 2; second <= 11; second++) {
      rows.append(second).append("000,health,up,0\n");
    }
    assertThat(crash(rows.toString())).isEmpty();
    rows.append("11502,health,up,0\n");
    assertThat(crash(rows.toString()))
        .contains("no 200 from GET /health for 9.5 s (--abort-on crash)");
  }

  @Test
  void anUnhealthyAnswerIsNoAnswer() throws IOException {
    StringBuilder rows = new StringBuilder("timeStamp,probe,reading,value\n");
    for (int second = 1; second <= 11; second++) {
      rows.append(second).append("000,health,up,1\n");
      rows.append(second).append("000,health,status,503\n");
    }
    assertThat(crash(rows.toString()))
        .contains("no 200 from GET /health for 10.0 s (--abort-on crash)");
  }

  @Test
  void oneAnswerInBetweenBeginsAnew() throws IOException {
    StringBuilder rows = new StringBuilder("timeStamp,probe,reading,value\n");
    for (int second = 1; second <= 18; second++) {
      boolean answered = second == 9;
      rows.append(second).append("000,health,up,").append(answered ? "1\n" : "0\n");
      rows.append(answered ? second + "000,health,status,200\n" : "");
    }
    assertThat(crash(rows.toString())).isEmpty();
  }

  @Test
  void whatNobodySawDoesNotCount() throws IOException {
    assertThat(
            crash(
                "timeStamp,probe,reading,value\n"
                    + "1000,health,up,0\n7000,health,up,0\n12000,health,up,0\n"))
        .isEmpty();
  }

  @Test
  void aRuleThatWasNotAskedForEndsNothing() throws IOException {
    Path monitor = folder.resolve("m.csv");
    Files.writeString(
        monitor,
        "timeStamp,probe,reading,value\n1000,health,up,0\n6000,health,up,0\n11000,health,up,0\n");
    assertThat(aborts(monitor, Set.of(AbortRule.AUTH)).reason()).isEmpty();
    assertThat(aborts(monitor, Set.of(AbortRule.CRASH)).reason()).isPresent();
  }

  @Test
  void fiveRefusedSignaturesInARowEndTheLoad() throws IOException {
    Aborts aborts = aborts(folder.resolve("none.csv"), Set.of(AbortRule.AUTH));
    for (int i = 0; i < 4; i++) {
      aborts.add(answered(SUBMIT, "401"));
    }
    aborts.add(answered(SUBMIT, "202"));
    for (int i = 0; i < 4; i++) {
      aborts.add(answered(SUBMIT, "401"));
      // another request says nothing of signatures
      aborts.add(answered("GET /health", "200"));
      assertThat(aborts.reason()).isEmpty();
    }
    aborts.add(answered(SUBMIT, "403"));
    assertThat(aborts.reason())
        .contains("the last 5 webhooks were refused for their signature (401) (--abort-on auth)");
  }

  private Optional<String> crash(String monitor) throws IOException {
    Path file = Files.writeString(folder.resolve("monitor.csv"), monitor);
    return aborts(file, Set.of(AbortRule.CRASH)).reason();
  }

  private static Aborts aborts(Path monitor, Set<AbortRule> rules) {
    return new Aborts(rules, monitor, Optional.empty());
  }

  private static SampleOf answered(String label, String code) {
    return new SampleOf(1, 1, label, code, code.equals("202"), 1, "T-1", "");
  }
}
