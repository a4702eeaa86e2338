package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Problem;
import com.aiagents.loadtest.unit.Clocks;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one ticket, by the worst of its rows.
 *
 * <p>The order from good to bad: completed, pending, failed, corrupted; of two completions the
 * later one, so that a duplicate never makes a ticket faster.
 *
 * @param row the row that decides; null if there is none
 * @param detail what is wrong with it; empty if nothing is
 */
record Found(Fate fate, HistoryRow row, String detail) {
  static Found of(Ticket ticket, Clocks clocks) {
    if (ticket.rowCount() == 0) {
      return ticket.queued()
          ? new Found(Fate.PENDING, null, "its job still waits in the queue")
          : new Found(Fate.LOST, null, "no row and no job in the queue");
    }
    HistoryRow worst = null;
    Fate fate = null;
    for (HistoryRow row : ticket.rows()) {
      Fate of = row.fate(clocks);
      if (worst == null || isWorse(of, row, fate, worst)) {
        worst = row;
        fate = of;
      }
    }
    String detail =
        worst
            .damage(clocks)
            .orElse(
                fate == Fate.PENDING
                    ? "its row is still pending"
                    : fate == Fate.FAILED ? "failed with an error message" : "");
    return new Found(fate, worst, detail);
  }

  private static boolean isWorse(Fate fate, HistoryRow row, Fate than, HistoryRow other) {
    int difference = badness(fate) - badness(than);
    return difference > 0
        || difference == 0
            && fate == Fate.COMPLETED
            && row.completedMillis() > other.completedMillis();
  }

  private static int badness(Fate fate) {
    return switch (fate) {
      case COMPLETED -> 0;
      case PENDING -> 1;
      case FAILED -> 2;
      case LOST -> 3;
      case CORRUPTED -> 4;
    };
  }

  /**
   * The lines that a ticket gets among the problems: none, one for what became of it, and one more
   * each if it is a duplicate too, or damaged although its answer was not clear.
   */
  List<Problem> problems(Ticket ticket) {
    List<Problem> problems = new ArrayList<>(2);
    Submission s = ticket.submission();
    if (s.answer() == Answer.UNKNOWN) {
      problems.add(
          problem(
              Problem.Kind.UNKNOWN,
              s,
              "answered "
                  + s.responseCode()
                  + (ticket.rowCount() > 0
                      ? ", processed anyway: " + fate.text()
                      : ticket.queued() ? ", waits in the queue" : ", never seen")));
      if (fate == Fate.CORRUPTED) {
        problems.add(problem(Problem.Kind.CORRUPTED, s, detail));
      }
    } else if (s.answer() == Answer.ACCEPTED && fate != Fate.COMPLETED) {
      problems.add(problem(Problem.Kind.of(fate.text()), s, detail));
    }
    if (ticket.rowCount() > 1) {
      problems.add(problem(Problem.Kind.DUPLICATED, s, ticket.rowCount() + " rows"));
    }
    return problems;
  }

  private static Problem problem(Problem.Kind kind, Submission s, String detail) {
    return new Problem(kind, s.ticketId(), s.jobId(), s.sentMillis(), detail);
  }
}
