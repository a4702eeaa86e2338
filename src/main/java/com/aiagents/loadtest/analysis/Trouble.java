package com.aiagents.loadtest.analysis;

import java.util.Locale;

/**
 * Requests that went wrong in one way, over the whole run.
 *
 * @param count at least 1
 * @param firstMillis when the first of them was sent, epoch ms
 * @param lastMillis when the last of them was sent, epoch ms
 * @param longestMillis the longest that one of them took, ms
 * @param message what the first one was answered or, without an answer, JMeter's words, its first
 *     200 characters; may be empty
 */
public record Trouble(
    Kind kind, long count, long firstMillis, long lastMillis, long longestMillis, String message) {

  /** In which way. */
  public enum Kind {
    /** No answer, or no connection, within the client's time. */
    TIMED_OUT,
    /** Nobody listened. */
    REFUSED,
    /** 401. */
    UNAUTHORIZED,
    /** 429. */
    THROTTLED,
    /** 5xx. */
    SERVER_ERROR,
    OTHER;

    /** The way that a sample without success went, by its response code and message. */
    public static Kind of(String code, String message) {
      if (code.length() == 3) {
        return code.equals("401")
            ? UNAUTHORIZED
            : code.equals("429") ? THROTTLED : code.startsWith("5") ? SERVER_ERROR : OTHER;
      }
      // JMeter writes the exception's class in the place of a status
      if (code.endsWith("TimeoutException")) {
        return TIMED_OUT;
      }
      return code.endsWith("ConnectException")
              && message.toLowerCase(Locale.ROOT).contains("refused")
          ? REFUSED
          : OTHER;
    }
  }
}
