package com.aiagents.loadtest.run;

import java.util.List;

/** Something around the run is missing or broken (no Maven, no disk); one line for people. */
public final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String[] lines;

  public EnvironmentException(String message) {
    super(message);
    lines = new String[] {message};
  }

  private EnvironmentException(List<String> problems) {
    super(String.join("; ", problems));
    lines = problems.toArray(String[]::new);
  }

  /** Several problems, each with its own place and for a line of its own. */
  public static EnvironmentException ofLines(List<String> problems) {
    return new EnvironmentException(problems);
  }

  /** What is wrong, one problem a line of output. */
  public List<String> lines() {
    return List.of(lines);
  }
}
