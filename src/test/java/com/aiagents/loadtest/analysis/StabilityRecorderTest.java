package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aiagents.loadtest.analysis.WindowedSeries.Point;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Clean;
import com.aiagents.loadtest.workflow.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StabilityRecorderTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private final StabilityRecorder recorder = new StabilityRecorder(new TimeWindow(1_000, 3_000));

  @Test
  void windowsBeginWithTheirFirstMillisecondAndEndBeforeTheNext() {
    for (long at : new long[] {999, 1_000, 1_099, 1_100, 2_999, 3_000}) {
      recorder.add(sample(at, at, Task.SUBMIT.label(), true));
    }
    assertThat(stability().submits().points())
        .containsExactly(new Point(0, 1_000, 2), new Point(1, 1_100, 1), new Point(19, 2_999, 1));
    assertThat(stability().measured()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void errorsAreOfTheTaskMixAndTimesOfTheSubmissions() {
    recorder.add(sample(1_000, 10, Task.SUBMIT.label(), true));
    recorder.add(sample(1_000, 10, Task.HEALTH.label(), false));
    recorder.add(sample(1_000, 10, Task.HEALTH.label(), true));
    recorder.add(sample(1_000, 10, Task.HISTORY.label(), true));
    recorder.add(sample(1_000, 10, Task.FIRST_CONTACT_LABEL, false));
    assertThat(stability().errors().points()).containsExactly(new Point(0, 0.25, 4));
    assertThat(stability().submits().points()).containsExactly(new Point(0, 10, 1));
  }

  @Test
  void whatFailsIsSlowerThanAnything() {
    // fast answers that refuse must not look like a faster target
    recorder.add(sample(1_000, 50, Task.SUBMIT.label(), true));
    recorder.add(sample(1_000, 1, Task.SUBMIT.label(), false));
    recorder.add(sample(1_200, 50, Task.SUBMIT.label(), true));
    recorder.add(sample(1_200, 1, Task.SUBMIT.label(), false));
    recorder.add(sample(1_200, 1, Task.SUBMIT.label(), false));
    assertThat(stability().submits().points())
        .containsExactly(new Point(0, 50, 2), new Point(2, INFINITY, 3));
  }

  @Test
  void whatIsNeverCompletedIsSlowerThanAnything() {
    recorder.addTicket(ticket(1_000, 500, Fate.COMPLETED));
    recorder.addTicket(ticket(1_000, 1, Fate.LOST));
    recorder.addTicket(ticket(1_100, 1, Fate.PENDING));
    // no time is a time, less than none is not
    recorder.addTicket(ticket(1_200, -1, Fate.COMPLETED));
    recorder.addTicket(ticket(1_300, 0, Fate.COMPLETED));
    assertThat(stability().workflow()).isEmpty();
    recorder.followed();
    assertThat(stability().workflow().orElseThrow().points())
        .containsExactly(new Point(0, 500, 2), new Point(1, INFINITY, 1), new Point(3, 0, 1));
  }

  @Test
  void memoryIsTheMedianOfEachWindow() {
    Series memory =
        new Series(
            List.of(
                new Series.Point(500, 1),
                new Series.Point(1_010, 7),
                new Series.Point(1_000, 9),
                new Series.Point(1_020, 8),
                new Series.Point(1_950, 5),
                new Series.Point(1_000, 6),
                new Series.Point(3_000, 1)));
    assertThat(recorder.stability(Optional.of(memory), true).memory().orElseThrow().points())
        .containsExactly(new Point(0, 7, 4), new Point(9, 5, 1));
    assertThat(stability().memory()).isEmpty();
  }

  @Test
  void theOrderOfTheRowsIsIrrelevant() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      samples.add(
          sample(900 + random.nextInt(2_200), random.nextInt(99), Task.SUBMIT.label(), i % 3 > 0));
    }
    samples.forEach(recorder::add);
    Collections.shuffle(samples, random);
    StabilityRecorder other = new StabilityRecorder(new TimeWindow(1_000, 3_000));
    samples.forEach(other::add);
    assertThat(other.stability(Optional.empty(), false)).as("seed %d", seed).isEqualTo(stability());
  }

  @Test
  void aTimeThatCannotBeCutIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityRecorder(new TimeWindow(0, 19)));
    StabilityRecorder shortest = new StabilityRecorder(new TimeWindow(0, 20));
    shortest.add(sample(19, 4, Task.SUBMIT.label(), true));
    assertThat(shortest.stability(Optional.empty(), false).submits().points())
        .containsExactly(new Point(19, 4, 1));
  }

  private Stability stability() {
    return recorder.stability(Optional.empty(), false);
  }

  private static Sample sample(long start, long elapsed, String label, boolean success) {
    return new SampleOf(start, elapsed, label, "200", success, 1, "", "");
  }

  private static WorkflowRow ticket(long sent, long elapsed, Fate fate) {
    return Clean.ticket("T", sent, elapsed, fate);
  }
}
