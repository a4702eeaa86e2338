package com.aiagents.loadtest.bench;

import com.aiagents.loadtest.scenario.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One kind of request of the peak, as its good rows look in a JTL.
 *
 * @param weight how often it is chosen, beside the others
 * @param answer code and message
 * @param median of the elapsed time, ms
 * @param spread σ of the logarithm of the elapsed time
 * @param received bytes of the smallest answer
 * @param more bytes that an answer may have in addition
 * @param sent bytes of the smallest request
 * @param ticket whether it carries a ticket and is answered a job
 */
record JtlRequest(
    byte[] label,
    int weight,
    byte[] answer,
    double median,
    double spread,
    int received,
    int more,
    int sent,
    byte[] url,
    boolean ticket) {
  private static final String HOST = "http://localhost:8000";

  /** What every user asks once, before the first task. */
  static final JtlRequest FIRST_CONTACT =
      read(Task.FIRST_CONTACT_LABEL, 0, 20, 0.4, 171, 1, 159, "/health");

  /** The task mix of the peak. */
  static final List<JtlRequest> PEAK =
      List.of(
          new JtlRequest(
              JtlText.quoted(Task.SUBMIT.label()),
              15,
              "202,Accepted".getBytes(StandardCharsets.UTF_8),
              12,
              0.7,
              210,
              8,
              640,
              JtlText.quoted(HOST + "/webhooks/servicedesk/acme"),
              true),
          read(
              Task.HISTORY.label(),
              5,
              30,
              0.9,
              600,
              24_000,
              218,
              "/enhancements/history?tenant_id=acme&limit=50"),
          read(Task.METRICS.label(), 2, 5, 0.5, 2_600, 200, 321, "/metrics/"),
          read(Task.HEALTH.label(), 1, 4, 0.6, 171, 1, 159, "/health"));

  private static JtlRequest read(
      String label,
      int weight,
      double median,
      double spread,
      int received,
      int more,
      int sent,
      String path) {
    return new JtlRequest(
        JtlText.quoted(label),
        weight,
        "200,OK".getBytes(StandardCharsets.UTF_8),
        median,
        spread,
        received,
        more,
        sent,
        JtlText.quoted(HOST + path),
        false);
  }

  /** A random one of the peak. */
  static JtlRequest any(SplittableRandom random) {
    int left = random.nextInt(PEAK.stream().mapToInt(JtlRequest::weight).sum());
    for (JtlRequest request : PEAK) {
      left -= request.weight;
      if (left < 0) {
        return request;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  /** A random elapsed time in ms, log-normal. */
  long elapsed(SplittableRandom random) {
    return Math.round(median * StrictMath.exp(spread * random.nextGaussian()));
  }
}
