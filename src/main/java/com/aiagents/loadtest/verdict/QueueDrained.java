package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.util.Locale;
import java.util.Optional;

/** {@code queue.drained}: was every accepted job processed after the load? */
final class QueueDrained {
  private QueueDrained() {}

  static Criterion judge(Evidence evidence) {
    Draft draft = new Draft("queue.drained", "Queue drained after the load", "jobs", "= 0", "> 0");
    long accepted = evidence.load().submissions().accepted();
    Optional<String> unseen = Balance.unseen(evidence);
    if (unseen.isPresent()) {
      return draft.unjudged(Outcome.INVALID, accepted, unseen.get());
    }
    Optional<Drained> told = evidence.drain();
    long open = told.map(d -> Math.max(d.queueDepth(), d.unfinished())).orElse(0L);
    // what one source alone shows is enough to say no; to say yes takes both
    if (open > 0) {
      return draft.judged(
          Outcome.FAIL,
          open,
          accepted,
          String.format(
              Locale.ROOT,
              "after a drain of %.1f s %d jobs waited and %d accepted tickets had no end state;"
                  + " %s",
              told.get().seconds(),
              told.get().queueDepth(),
              told.get().unfinished(),
              rate(told.get())));
    }
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
    if (told.isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "the run has no drain: it ended before it");
    }
    Drained drain = told.get();
    if (!drain.complete()) {
      return draft.unjudged(
          Outcome.INVALID, accepted, "run.json says that the drain was not complete, and not why");
    }
    if (accepted == 0) {
      return draft.unjudged(Outcome.INVALID, 0, "no ticket was accepted");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, accepted, evidence.doubt().get());
    }
    long endless =
        evidence.workflow().map(w -> w.count(Fate.PENDING) + w.count(Fate.LOST)).orElse(0L);
    if (endless > 0) {
      return draft.unjudged(
          Outcome.INVALID,
          accepted,
          "run.json says that the drain was complete, workflow.jtl has "
              + endless
              + " tickets without an end state");
    }
    return draft.judged(
        Outcome.PASS,
        0,
        accepted,
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
