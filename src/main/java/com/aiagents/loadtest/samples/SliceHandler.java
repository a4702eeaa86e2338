package com.aiagents.loadtest.samples;

/**
 * Takes the rows of one slice of a file, and then what was taken of others: in whatever slices and
 * order the rows come, the whole is the same.
 *
 * @param <T> a row
 * @param <S> itself
 */
public interface SliceHandler<T, S> extends RowHandler<T> {
  /** Takes all that another one took, which is not used any more. */
  void merge(S other);
}
