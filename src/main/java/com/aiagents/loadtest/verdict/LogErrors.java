package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.Log;
import java.util.Locale;
import java.util.Optional;

/** {@code logs.errors}: whether the application logged errors. */
final class LogErrors {
  private static final int SHORT = 200;

  private LogErrors() {}

  /** Whether the application logged errors. */
  static Criterion judge(Evidence evidence) {
    Draft draft = Draft.ofWarning("logs.errors", "Errors in the target's log", "lines", "= 0");
    Optional<Criterion> nobody = Watching.nobody(evidence, draft);
    if (nobody.isPresent()) {
      return nobody.get();
    }
    Optional<Log> found = evidence.watched().log();
    if (found.map(Log::source).filter(s -> s == Availability.DECLARED_NONE).isPresent()) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no log");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, 0, evidence.doubt().get());
    }
    if (found.isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "run.json says nothing of the target's log");
    }
    Log log = found.get();
    if (log.source() == Availability.MISSING) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          "no log is named: name its files or a command in the target file, or declare logs: none");
    }
    String count =
        String.format(Locale.ROOT, "%d of %d lines are errors", log.errors(), log.lines());
    String first = log.firstError().map(line -> ", the first: " + shortened(line)).orElse("");
    if (log.lost().isPresent()) {
      return draft.unjudged(
          Outcome.INVALID,
          log.lines(),
          "the log is not known to its end: "
              + log.lost().get()
              + (log.errors() > 0 ? "; " + count + first : ""));
    }
    return draft.judged(
        log.errors() == 0 ? Outcome.PASS : Outcome.WARNING,
        log.errors(),
        log.lines(),
        count + first);
  }

  private static String shortened(String line) {
    return line.length() > SHORT ? line.substring(0, SHORT) + "…" : line;
  }
}
