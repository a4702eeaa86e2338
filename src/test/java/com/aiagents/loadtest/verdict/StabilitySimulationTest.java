package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.StabilityRecorder;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How often the latency criterion is wrong, on made runs: four tickets a second, log-normal times
 * with sigma 0.4 of both the answers and the workflows. The runs follow from the printed seed;
 * docs/verdict.md has the figures of a larger simulation.
 */
class StabilitySimulationTest {
  private static final int PER_SECOND = 4;
  private static final double SIGMA = 0.4;

  /** What is judged of a whole run is the same in all of them. */
  private static final LoadAnalysis LOAD;

  private static final WorkflowAnalysis WORKFLOW;

  static {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    WorkflowRecorder workflow = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 0; i < 100; i++) {
      load.row(submit(i, 500));
      workflow.add(ticket(i, 3_000));
    }
    LOAD = load.analysis();
    WORKFLOW = workflow.analysis(0);
  }

  @Test
  void cleanRunsRaiseNoFalseAlarm() {
    // the shortest run that is judged has the fewest tickets in a window, and the most noise
    int alarms = alarms(250, 240, 0, 0, 20_260_101);
    assertThat(alarms).as("false alarms in 250 clean runs of 240 s, seed 20260101").isZero();
  }

  @Test
  void aGrowthOfThirtyPercentIsFound() {
    int found = alarms(30, 1_500, 0, 0.3, 20_260_102);
    assertThat(found).as("found in 30 runs of 1500 s, seed 20260102").isGreaterThanOrEqualTo(29);
    int slowerAnswers = alarms(30, 1_500, 0.3, 0, 20_260_103);
    assertThat(slowerAnswers)
        .as("found in 30 runs of 1500 s, seed 20260103")
        .isGreaterThanOrEqualTo(29);
  }

  private static int alarms(
      int runs, int seconds, double answerGrowth, double workflowGrowth, long seed) {
    Random random = new Random(seed);
    int alarms = 0;
    for (int i = 0; i < runs; i++) {
      Criterion latency = latency(random, seconds, answerGrowth, workflowGrowth);
      assertThat(latency.outcome())
          .as("seed %d, run %d: %s", seed, i, latency.message())
          .isIn(Outcome.PASS, Outcome.WARNING);
      alarms += latency.outcome() == Outcome.WARNING ? 1 : 0;
    }
    return alarms;
  }

  private static Criterion latency(
      Random random, int seconds, double answerGrowth, double workflowGrowth) {
    StabilityRecorder stability = new StabilityRecorder(new TimeWindow(0, seconds * 1_000L));
    stability.followed();
    int tickets = seconds * PER_SECOND;
    for (int i = 0; i < tickets; i++) {
      long sent = i * 1_000L / PER_SECOND;
      double done = (double) i / tickets;
      // far above the absolute limits, so that these hide no false alarm
      stability.add(submit(sent, time(random, 500, 1 + answerGrowth * done)));
      stability.addTicket(ticket(sent, time(random, 3_000, 1 + workflowGrowth * done)));
    }
    EvidenceOf run = new EvidenceOf();
    run.scenario = "endurance";
    run.load = LOAD;
    run.workflow = Optional.of(WORKFLOW);
    run.tickets = Optional.of(Clean.tickets(100));
    run.stability = Optional.of(stability.stability(Optional.empty(), true));
    return run.criterion("stability.latency");
  }

  private static Sample submit(long sent, long answer) {
    return new SampleOf(sent, answer, Task.SUBMIT.label(), "202", true, 50, "T-" + sent, "");
  }

  private static WorkflowRow ticket(long sent, long complete) {
    return Clean.ticket("T-" + sent, sent, complete, Fate.COMPLETED);
  }

  private static long time(Random random, double median, double factor) {
    return Math.round(median * factor * Math.exp(SIGMA * random.nextGaussian()));
  }
}
