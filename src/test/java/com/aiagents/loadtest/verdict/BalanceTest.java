package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis.Submissions;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Twenty tickets, all accepted and completed, and what is said when a source says otherwise. */
class BalanceTest {
  private static final int TICKETS = 20;
  private final EvidenceOf evidence = new EvidenceOf();
  private long unreadable;
  private long withoutId;
  private long strange;
  private Fate last = Fate.COMPLETED;

  BalanceTest() {
    evidence.tickets = Optional.of(Clean.tickets(TICKETS));
  }

  @Test
  void whatAgreesHasNoProblem() {
    assertThat(problem()).isEmpty();
  }

  @Test
  void withoutAReconciliationNothingBalances() {
    evidence.tickets = Optional.empty();
    assertThat(problem())
        .hasValue("run.json has no reconciliation: nothing says what workflow.jtl should hold");
  }

  @Test
  void ticketsThatCannotBeFollowedAreCounted() {
    withoutId = 1;
    assertThat(problem())
        .hasValue("0 submissions repeat a ticket id and 1 have none: they cannot be followed");
    withoutId = 0;
    evidence.tickets = Optional.of(counts(TICKETS, TICKETS, 0, 2, TICKETS + 1));
    assertThat(problem())
        .hasValue("2 submissions repeat a ticket id and 0 have none: they cannot be followed");
  }

  @Test
  void aRowThatCannotBeReadMayBeAnyTicket() {
    unreadable = 3;
    assertThat(problem())
        .hasValue("workflow.jtl has 3 unreadable rows: it must balance with the samples");
  }

  @Test
  void theNumbersOfRunJsonMustAgreeWithEachOther() {
    evidence.tickets = Optional.of(counts(TICKETS + 1, TICKETS, 0, 0, TICKETS + 1));
    assertThat(problem())
        .hasValue("run.json: 21 tickets sent are not 20 accepted + 0 refused + 0 unknown");
  }

  @Test
  void theFirstDifferenceIsSaidWithBothNumbers() {
    evidence.problems.put("stray", 4L);
    assertThat(problem())
        .hasValue(
            "stray tickets in workflow-problems.csv and run.json: 4 and 0, they must balance");
    evidence.problems.put("lost", 1L);
    assertThat(problem())
        .hasValue(
            "lost tickets in workflow-problems.csv and workflow.jtl: 1 and 0, they must balance");
    last = Fate.LOST;
    assertThat(problem())
        .hasValue("completed tickets in run.json and workflow.jtl: 20 and 19, they must balance");
  }

  @Test
  void asManyButOtherTicketsDoNotBalance() {
    strange = 1;
    assertThat(problem())
        .hasValue(
            "workflow.jtl and the samples do not hold the same accepted tickets: they must"
                + " balance");
  }

  @Test
  void whereTicketsAreMissingOneRowShowsThatRowsCanBeSeen() {
    evidence.tickets = Optional.of(counts(TICKETS, TICKETS - 1, 1, 0, 0));
    // no row is missed
    assertThat(Balance.unseen(build())).isEmpty();
    last = Fate.LOST;
    assertThat(Balance.unseen(build()))
        .hasValueSatisfying(why -> assertThat(why).startsWith("not one row of this run"));
    // the signature probe's is enough
    evidence.tickets = Optional.of(counts(TICKETS, TICKETS - 1, 1, 0, 1));
    assertThat(Balance.unseen(build())).isEmpty();
    evidence.tickets = Optional.empty();
    assertThat(Balance.unseen(build())).isEmpty();
  }

  private Optional<String> problem() {
    return Balance.problem(build());
  }

  private Evidence build() {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 1; i <= TICKETS; i++) {
      recorder.add(Clean.ticket("T-" + i, i, 900, i == TICKETS ? last : Fate.COMPLETED));
    }
    WorkflowAnalysis workflow = recorder.analysis(unreadable);
    evidence.workflow = Optional.of(workflow);
    evidence.load =
        Clean.load(
            List.of(), 0, 0, new Submissions(TICKETS, 0, 0, withoutId, workflow.ids() + strange));
    return evidence.build();
  }

  private static TicketCounts counts(
      long sent, long completed, long lost, long repeated, long rows) {
    return new TicketCounts(
        sent, TICKETS, 0, 0, completed, 0, 0, lost, 0, 0, 0, 0, 0, 0, repeated, rows, 0);
  }
}
