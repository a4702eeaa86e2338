package com.aiagents.loadtest.workflow;

/** How the target answered a submission. */
public enum Answer {
  /** 202. */
  ACCEPTED,
  /** Any other status below 500: the target said no. */
  REFUSED,
  /** Time-out, cut connection or 5xx: it may have been processed all the same. */
  UNKNOWN;

  /** The answer of a sample's response code: a status, or JMeter's text where there was none. */
  public static Answer of(String responseCode) {
    if (responseCode.equals("202")) {
      return ACCEPTED;
    }
    boolean status =
        responseCode.length() == 3
            && responseCode.charAt(0) >= '1'
            && responseCode.charAt(0) <= '4'
            && Character.isDigit(responseCode.charAt(1))
            && Character.isDigit(responseCode.charAt(2));
    return status ? REFUSED : UNKNOWN;
  }
}
