package com.aiagents.loadtest.samples;

import java.util.List;

/** Where the columns of a file stand; {@link #ABSENT} for those that it has not. */
final class Columns {
  static final int ABSENT = -1;

  /** What a file without a header has, and what JMeter writes by default. */
  static final List<String> DEFAULT =
      List.of(
          "timeStamp",
          "elapsed",
          "label",
          "responseCode",
          "responseMessage",
          "threadName",
          "dataType",
          "success",
          "failureMessage",
          "bytes",
          "sentBytes",
          "grpThreads",
          "allThreads",
          "URL",
          "Latency",
          "IdleTime",
          "Connect");

  private static final List<String> NEEDED = List.of("timeStamp", "elapsed", "label", "success");

  final int width;
  final int timeStamp;
  final int elapsed;
  final int label;
  final int responseCode;
  final int responseMessage;
  final int threadName;
  final int success;
  final int failureMessage;
  final int allThreads;
  final int latency;
  final int ticketId;
  final int jobId;
  final int queueMillis;
  final int processingMillis;

  /**
   * The columns of a header.
   *
   * @param names in the order of the file
   * @param file for messages
   * @throws SampleException if one is missing without which a row tells nothing
   */
  Columns(List<String> names, String file) throws SampleException {
    for (String needed : NEEDED) {
      if (!names.contains(needed)) {
        throw new SampleException(file + ": line 1, byte 0: found no column " + needed);
      }
    }
    width = names.size();
    timeStamp = names.indexOf("timeStamp");
    elapsed = names.indexOf("elapsed");
    label = names.indexOf("label");
    responseCode = names.indexOf("responseCode");
    responseMessage = names.indexOf("responseMessage");
    threadName = names.indexOf("threadName");
    success = names.indexOf("success");
    failureMessage = names.indexOf("failureMessage");
    allThreads = names.indexOf("allThreads");
    latency = names.indexOf("Latency");
    ticketId = names.indexOf("ticket_id");
    jobId = names.indexOf("job_id");
    queueMillis = names.indexOf("queue_ms");
    processingMillis = names.indexOf("processing_ms");
  }

  /** Whether names are those of a header. */
  static boolean isHeader(List<String> names) {
    return names.contains("timeStamp") || names.contains("elapsed");
  }
}
