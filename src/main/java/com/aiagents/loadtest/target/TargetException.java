package com.aiagents.loadtest.target;

/**
 * The target cannot be reached or does not answer as it must; the message is one line for people.
 */
public final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  public TargetException(String message) {
    super(message);
  }
}
