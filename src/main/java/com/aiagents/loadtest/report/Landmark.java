package com.aiagents.loadtest.report;

import java.util.Locale;

/**
 * A time of a run that its charts show.
 *
 * @param label for people
 * @param from seconds after the first request
 * @param to at least {@code from}; equal for a moment
 */
record Landmark(Kind kind, String label, double from, double to) {
  /** What it is, which says how it looks. */
  enum Kind {
    /** Counts in no rate. */
    UNMEASURED("not measured"),
    /** A stretch of the profile that is measured. */
    PHASE("phase"),
    /** A reading was beyond a limit for long. */
    ALARM("alarm"),
    /** The target was silent, or another process. */
    FAULT("silent or restarted"),
    /** Requests went wrong. */
    ERRORS("requests went wrong"),
    /** The generator could not do what it measured. */
    GENERATOR("generator saturated");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What it is, for people. */
    String words() {
      return words;
    }

    /** The word in the data of a page. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
