package com.aiagents.loadtest.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One way in which a request of the generated JTL goes wrong.
 *
 * @param weight how often it happens, beside the others
 * @param code response code, or JMeter's text where there was none
 * @param millis what it takes at least
 */
record JtlFault(int weight, byte[] code, byte[] message, byte[] failure, long millis) {
  private static final String NO_CODE = "Non HTTP response code: ";
  private static final String NO_MESSAGE = "Non HTTP response message: ";

  /** All ways, with texts of every kind that a CSV reader must get right. */
  static final List<JtlFault> ALL =
      List.of(
          fault(30, "503", "Service Unavailable", "", 5),
          fault(20, "429", "Too Many Requests", "", 1),
          fault(
              15,
              NO_CODE + "java.net.SocketTimeoutException",
              NO_MESSAGE + "Read timed out",
              "",
              30_000),
          fault(
              10,
              "500",
              "Internal Server Error",
              """
              Test failed: code expected to equal "202", but was "500"
              Traceback (most recent call last):
                File "api/webhooks.py", line 118, in receive
              redis.exceptions.ConnectionError: Error 111, connection refused
              """,
              40),
          fault(
              10,
              NO_CODE + "org.apache.http.NoHttpResponseException",
              NO_MESSAGE + "localhost:8000 failed to respond",
              "",
              0),
          fault(6, "200", "OK", "history: found 51 items, allowed at most 50", 3),
          fault(4, "422", "Unprocessable \"description\", too long\nallowed: 10,000", "", 2),
          fault(3, "502", "Der Dienst ist überlastet – bitte später", "„zu viele“ Anfragen", 9),
          fault(2, "504", "時間切れ", "応答なし, \"遅すぎ\" 🐌", 66_000));

  private static JtlFault fault(
      int weight, String code, String message, String failure, long millis) {
    return new JtlFault(
        weight, JtlText.quoted(code), JtlText.quoted(message), JtlText.quoted(failure), millis);
  }

  /** A random one. */
  static JtlFault any(SplittableRandom random) {
    int left = random.nextInt(ALL.stream().mapToInt(JtlFault::weight).sum());
    for (JtlFault fault : ALL) {
      left -= fault.weight;
      if (left < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }
}
