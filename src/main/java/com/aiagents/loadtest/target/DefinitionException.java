package com.aiagents.loadtest.target;

import java.util.List;

/** A definition that the user must mend; the message names every problem with its place. */
public final class DefinitionException extends Exception {
  private static final long serialVersionUID = 1L;

  public DefinitionException(String problem) {
    super(problem);
  }

  /** All problems of one file at once. */
  public DefinitionException(String file, List<String> problems) {
    super(file + ": " + String.join("; ", problems));
  }
}
