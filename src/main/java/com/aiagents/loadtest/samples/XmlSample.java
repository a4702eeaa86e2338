package com.aiagents.loadtest.samples;

import javax.xml.stream.XMLStreamReader;

/**
 * A sample of an XML JTL.
 *
 * @param problem what is wrong with it; null if it is sound
 */
record XmlSample(
    long startMillis,
    long elapsedMillis,
    String label,
    String responseCode,
    String message,
    String answer,
    boolean success,
    boolean transaction,
    int allThreads,
    String agent,
    CharSequence ticketId,
    CharSequence jobId,
    String problem)
    implements Sample {

  /** The sample whose element begins at a reader's place. */
  static XmlSample of(XMLStreamReader xml) {
    String stamp = text(xml, "ts");
    long start = number(stamp);
    if (start == Record.NO_NUMBER) {
      start = TimeStamps.millis(stamp);
    }
    long elapsed = number(text(xml, "t"));
    String success = text(xml, "s");
    String message = text(xml, "rm");
    return new XmlSample(
        start,
        elapsed,
        text(xml, "lb"),
        text(xml, "rc"),
        message,
        message,
        success.equals("true"),
        message.startsWith(Row.TRANSACTION),
        (int) Math.min(Integer.MAX_VALUE, Math.max(0, number(text(xml, "na")))),
        AgentName.of(text(xml, "tn")),
        id(xml, "ticket_id"),
        id(xml, "job_id"),
        Row.problem(start, elapsed, success.equals("true") || success.equals("false")));
  }

  /** This sample with the message of a failed assertion. */
  XmlSample withMessage(String failure) {
    return failure.isEmpty()
        ? this
        : new XmlSample(
            startMillis,
            elapsedMillis,
            label,
            responseCode,
            failure,
            answer,
            success,
            transaction,
            allThreads,
            agent,
            ticketId,
            jobId,
            problem);
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }

  private static String id(XMLStreamReader xml, String attribute) {
    String value = text(xml, attribute);
    return value.equals("null") ? "" : value;
  }

  private static long number(String text) {
    return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : Record.NO_NUMBER;
  }
}
