package com.aiagents.loadtest.target;

/**
 * Whether evidence can come from a source.
 *
 * <p>The difference decides between NOT_APPLICABLE and INVALID: a source that the target file
 * declares {@code none} is not expected, one that is merely not named is missing.
 */
public enum Source {
  NAMED,
  NOT_NAMED,
  DECLARED_NONE
}
