package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis.Submissions;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a drain after ten accepted tickets. */
class QueueDrainedTest {
  private final EvidenceOf evidence = new EvidenceOf();

  QueueDrainedTest() {
    evidence.tickets = Optional.of(Clean.tickets(10));
    accepted(10);
  }

  @Test
  void anEmptyQueueAndAnEndForEveryTicketPass() {
    Criterion drained = judged();
    assertThat(drained.outcome()).isEqualTo(Outcome.PASS);
    assertThat(drained.observed()).hasValue(0);
    assertThat(drained.samples()).isEqualTo(10);
    assertThat(drained.message())
        .isEqualTo(
            "empty, and every accepted ticket had an end state after a drain of 2.5 s; 1 were"
                + " completed in it, 0.4 a second");
  }

  @Test
  void theWorseOfTheTwoIsObserved() {
    evidence.drained = new Drained(false, 3, 7, 120, 180_000, 60, 0.5);
    assertThat(judged().observed()).hasValue(7);
    assertThat(judged().message())
        .isEqualTo(
            "after a drain of 120.0 s 3 jobs waited and 7 accepted tickets had no end state; 60"
                + " were completed in it, 0.5 a second");
    evidence.drained = new Drained(false, 1, 0, 120, 180_000, 60, 0.5);
    assertThat(judged().outcome()).isEqualTo(Outcome.FAIL);
    assertThat(judged().observed()).hasValue(1);
  }

  @Test
  void theSourceThatCouldNotBeAskedIsNamed() {
    evidence.database = Availability.MISSING;
    assertInvalid(
        "needs the queue (Redis) and the history table (database): no database could be asked");
    evidence.redis = Availability.MISSING;
    assertInvalid(
        "needs the queue (Redis) and the history table (database): no Redis could be asked");
  }

  @Test
  void aRunThatEndedBeforeItsDrainIsNotDrained() {
    evidence.drained = null;
    assertInvalid("the run has no drain: it ended before it");
  }

  @Test
  void aDrainThatGivesNoReasonProvesNothing() {
    evidence.drained = new Drained(false, 0, 0, 1, 62_500, 1, 1);
    assertInvalid("run.json says that the drain was not complete, and not why");
  }

  @Test
  void nothingThatWasAcceptedIsNothingToDrain() {
    accepted(0);
    assertInvalid("no ticket was accepted");
  }

  @Test
  void ticketsWithoutAnEndContradictACompleteDrain() {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    recorder.add(Clean.ticket("T-1", 1, 900, Fate.PENDING));
    recorder.add(Clean.ticket("T-2", 2, 900, Fate.LOST));
    recorder.add(Clean.ticket("T-3", 3, 900, Fate.FAILED));
    evidence.workflow = Optional.of(recorder.analysis(0));
    assertInvalid(
        "run.json says that the drain was complete, workflow.jtl has 2 tickets without an end"
            + " state");
  }

  private void assertInvalid(String message) {
    Criterion drained = judged();
    assertThat(drained.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(drained.observed()).isEmpty();
    assertThat(drained.message()).isEqualTo(message);
  }

  private Criterion judged() {
    return QueueDrained.judge(evidence.build());
  }

  private void accepted(long tickets) {
    evidence.load = Clean.load(List.of(), 0, 0, new Submissions(tickets, 0, 0, 0, 0));
  }
}
