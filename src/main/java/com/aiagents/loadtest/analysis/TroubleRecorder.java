package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Trouble.Kind;
import com.aiagents.loadtest.samples.Sample;
import java.util.ArrayList;
import java.util.List;

/** Records requests without success by the way in which they went wrong; used by one thread. */
final class TroubleRecorder {
  private static final Kind[] KINDS = Kind.values();

  private final Part[] parts = new Part[KINDS.length];

  void add(Sample sample) {
    String message = sample.answer();
    of(Kind.of(sample.responseCode(), message))
        .add(1, sample.startMillis(), sample.startMillis(), sample.elapsedMillis(), message);
  }

  void merge(TroubleRecorder other) {
    for (Kind kind : KINDS) {
      Part part = other.parts[kind.ordinal()];
      if (part != null) {
        of(kind).add(part.count, part.first, part.last, part.longest, part.message);
      }
    }
  }

  private Part of(Kind kind) {
    Part part = parts[kind.ordinal()];
    if (part == null) {
      part = parts[kind.ordinal()] = new Part();
    }
    return part;
  }

  /** Each way in which a request went wrong, in the order of their constants. */
  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    for (Kind kind : KINDS) {
      Part part = parts[kind.ordinal()];
      if (part != null) {
        troubles.add(
            new Trouble(kind, part.count, part.first, part.last, part.longest, part.message));
      }
    }
    return troubles;
  }

  /** One way, which grows in its place: in a load that fails there are many. */
  private static final class Part {
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long longest;
    private String message = "";

    void add(long more, long from, long to, long elapsed, String text) {
      count += more;
      last = Math.max(last, to);
      longest = Math.max(longest, elapsed);
      if (from <= first) {
        String shortened = ErrorRecorder.shortened(text);
        // of two that came at once the order in the file must not decide
        message = from < first || shortened.compareTo(message) < 0 ? shortened : message;
        first = from;
      }
    }
  }
}
