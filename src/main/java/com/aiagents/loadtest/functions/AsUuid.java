package com.aiagents.loadtest.functions;

import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__asUuid(${job_id})}}: a text if it is a UUID (RFC 9562, section 4, in either case),
 * else the words {@code a UUID}. An assertion that a variable equals this says what was found and
 * what is allowed, without a regular expression.
 */
public final class AsUuid extends PlanFunction {
  private static final int LENGTH = 36;

  /** A function that JMeter makes. */
  public AsUuid() {
    super("__asUuid", "a text that must be a UUID");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    String text = wholeParameter(0);
    return isUuid(text) ? text : "a UUID";
  }

  private static boolean isUuid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean sound =
          i == 8 || i == 13 || i == 18 || i == 23
              ? c == '-'
              : c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      if (!sound) {
        return false;
      }
    }
    return true;
  }
}
