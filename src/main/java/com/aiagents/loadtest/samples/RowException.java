package com.aiagents.loadtest.samples;

/** What no handler of rows can take; the reader says in which file it was. */
public final class RowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RowException(String message) {
    super(message);
  }
}
