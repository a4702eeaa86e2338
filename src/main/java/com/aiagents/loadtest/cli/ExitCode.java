package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.verdict.Outcome;

/** The exit codes of the launcher. */
final class ExitCode {
  /** PASS, and WARNING unless it was asked to fail. */
  static final int OK = 0;

  static final int FAIL = 1;

  /** Usage or configuration: the user must change what was asked. */
  static final int USAGE = 2;

  /** WARNING under {@code --fail-on warning}. */
  static final int WARNING = 3;

  /** It could not be judged. */
  static final int INVALID = 4;

  /** Environment: target unreachable, no Maven, disk full. */
  static final int ENVIRONMENT = 5;

  /** Stopped by the user. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The code of an outcome. */
  static int of(Outcome outcome, boolean failOnWarning) {
    return switch (outcome) {
      case PASS, NOT_APPLICABLE -> OK;
      case WARNING -> failOnWarning ? WARNING : OK;
      case FAIL -> FAIL;
      case INVALID -> INVALID;
    };
  }
}
