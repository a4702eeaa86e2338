package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.util.Locale;

/** {@code queue.drained}: was every accepted job processed after the load? */
final class QueueDrained {
  private QueueDrained() {}

  static Criterion judge(Evidence evidence) {
    Draft draft = new Draft("queue.drained", "Queue drained after the load", "jobs", "= 0", "> 0");
    if (evidence.redis() == Availability.DECLARED_NONE
        || evidence.database() == Availability.DECLARED_NONE) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no queue or database");
    }
    if (evidence.redis() == Availability.MISSING || evidence.database() == Availability.MISSING) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          "needs the queue (Redis) and the history table (database): "
              + (evidence.redis() == Availability.MISSING ? "no Redis" : "no database")
              + " could be asked");
    }
    if (evidence.drain().isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "the run has no drain: it ended before it");
    }
    Drained drain = evidence.drain().get();
    if (!drain.complete()) {
      return draft.judged(
          Outcome.FAIL,
          Math.max(drain.queueDepth(), drain.unfinished()),
          evidence.load().submissions().accepted(),
          String.format(
              Locale.ROOT,
              "after a drain of %.1f s %d jobs waited and %d accepted tickets had no end state;"
                  + " %s",
              drain.seconds(),
              drain.queueDepth(),
              drain.unfinished(),
              rate(drain)));
    }
    if (evidence.load().submissions().accepted() == 0) {
      return draft.unjudged(Outcome.INVALID, 0, "no ticket was accepted");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(
          Outcome.INVALID, evidence.load().submissions().accepted(), evidence.doubt().get());
    }
    long open = evidence.workflow().map(w -> w.count(Fate.PENDING) + w.count(Fate.LOST)).orElse(0L);
    if (open > 0) {
      return draft.unjudged(
          Outcome.INVALID,
          evidence.load().submissions().accepted(),
          "run.json says that the drain was complete, workflow.jtl has "
              + open
              + " tickets without an end state");
    }
    return draft.judged(
        Outcome.PASS,
        0,
        evidence.load().submissions().accepted(),
        String.format(
            Locale.ROOT,
            "empty, and every accepted ticket had an end state after a drain of %.1f s; %s",
            drain.seconds(),
            rate(drain)));
  }

  private static String rate(Drained drain) {
    return String.format(
        Locale.ROOT,
        "%d were completed in it, %.1f a second",
        drain.completed(),
        drain.ratePerSecond());
  }
}
