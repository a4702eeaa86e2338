package com.aiagents.loadtest.samples;

/** A sample that is made here; no transaction. */
public record SampleOf(
    long startMillis,
    long elapsedMillis,
    String label,
    String responseCode,
    String message,
    boolean success,
    int allThreads,
    String agent,
    String ticketId,
    String jobId)
    implements Sample {
  /** A sample of no agent. */
  public SampleOf(
      long startMillis,
      long elapsedMillis,
      String label,
      String responseCode,
      String message,
      boolean success,
      int allThreads,
      String ticketId,
      String jobId) {
    this(
        startMillis,
        elapsedMillis,
        label,
        responseCode,
        message,
        success,
        allThreads,
        "",
        ticketId,
        jobId);
  }

  /** A sample without a message. */
  public SampleOf(
      long startMillis,
      long elapsedMillis,
      String label,
      String responseCode,
      boolean success,
      int allThreads,
      String ticketId,
      String jobId) {
    this(startMillis, elapsedMillis, label, responseCode, "", success, allThreads, ticketId, jobId);
  }

  /** What a reader hands over, so that it can be kept. */
  public static SampleOf copy(Sample s) {
    return new SampleOf(
        s.startMillis(),
        s.elapsedMillis(),
        s.label(),
        s.responseCode(),
        s.message(),
        s.success(),
        s.allThreads(),
        s.agent(),
        s.ticketId().toString(),
        s.jobId().toString());
  }

  @Override
  public String answer() {
    return message;
  }

  @Override
  public boolean transaction() {
    return false;
  }
}
