package com.aiagents.loadtest.samples;

import java.io.IOException;

/** Takes the rows of a file, one at a time. */
@FunctionalInterface
public interface RowHandler<T> {
  void row(T row) throws IOException;
}
