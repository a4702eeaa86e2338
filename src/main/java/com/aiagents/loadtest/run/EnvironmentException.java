package com.aiagents.loadtest.run;

/** Something around the run is missing or broken (no Maven, no disk); one line for people. */
public final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  public EnvironmentException(String message) {
    super(message);
  }
}
