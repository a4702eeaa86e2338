package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Trouble.Kind;
import com.aiagents.loadtest.samples.Sample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Records requests without success by the way in which they went wrong; used by one thread. */
final class TroubleRecorder {
  private final Map<Kind, Trouble> kinds = new EnumMap<>(Kind.class);

  void add(Sample sample) {
    String message = sample.answer();
    long start = sample.startMillis();
    add(
        new Trouble(
            Kind.of(sample.responseCode(), message),
            1,
            start,
            start,
            sample.elapsedMillis(),
            ErrorRecorder.shortened(message)));
  }

  void merge(TroubleRecorder other) {
    other.kinds.values().forEach(this::add);
  }

  private void add(Trouble trouble) {
    kinds.merge(trouble.kind(), trouble, TroubleRecorder::both);
  }

  /** Which message is the first must not depend on the order of two that came at once. */
  private static Trouble both(Trouble a, Trouble b) {
    boolean first =
        a.firstMillis() < b.firstMillis()
            || a.firstMillis() == b.firstMillis() && a.message().compareTo(b.message()) <= 0;
    return new Trouble(
        a.kind(),
        a.count() + b.count(),
        Math.min(a.firstMillis(), b.firstMillis()),
        Math.max(a.lastMillis(), b.lastMillis()),
        Math.max(a.longestMillis(), b.longestMillis()),
        (first ? a : b).message());
  }

  /** Each way in which a request went wrong, in the order of their constants. */
  List<Trouble> troubles() {
    return List.copyOf(kinds.values());
  }
}
