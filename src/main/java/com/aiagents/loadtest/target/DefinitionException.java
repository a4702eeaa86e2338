package com.aiagents.loadtest.target;

import java.util.List;

/** A definition that the user must mend; the message names every problem with its place. */
public final class DefinitionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String[] lines;

  public DefinitionException(String problem) {
    super(problem);
    lines = new String[] {problem};
  }

  /** All problems of one file at once. */
  public DefinitionException(String file, List<String> problems) {
    this(file + ": " + String.join("; ", problems));
  }

  private DefinitionException(List<String> problems) {
    super(String.join("; ", problems));
    lines = problems.toArray(String[]::new);
  }

  /** Several problems, each with its own place and for a line of its own. */
  public static DefinitionException ofLines(List<String> problems) {
    return new DefinitionException(problems);
  }

  /** What is wrong, one problem a line of output. */
  public List<String> lines() {
    return List.of(lines);
  }
}
