package com.aiagents.loadtest.samples;

import java.io.IOException;

/** A file that is no JTL; the message names file, line and what was found. */
public final class SampleException extends IOException {
  private static final long serialVersionUID = 1L;

  public SampleException(String message) {
    super(message);
  }
}
