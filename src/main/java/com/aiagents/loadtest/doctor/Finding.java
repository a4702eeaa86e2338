package com.aiagents.loadtest.doctor;

import java.util.Optional;

/** What came of looking at one subject; no text holds a secret. */
public sealed interface Finding {
  /** One word for the first column; a dash for what was not looked at. */
  String word();

  /** What was found, one line. */
  String text();

  /** The command that mends it, if there is something to mend. */
  default Optional<String> mend() {
    return Optional.empty();
  }

  /** Who must act. */
  enum Cause {
    /** The user: a setting is missing or wrong. */
    CONFIGURATION,
    /** Whoever runs this machine or the target. */
    ENVIRONMENT
  }

  /** As it must be. */
  record Ok(String text) implements Finding {
    @Override
    public String word() {
      return "ok";
    }
  }

  /** A run goes on with it, but something will be missing or may mislead. */
  record Warning(String text, String command) implements Finding {
    @Override
    public String word() {
      return "warning";
    }

    @Override
    public Optional<String> mend() {
      return Optional.of(command);
    }
  }

  /** A run would not start or would fail. */
  record Problem(Cause cause, String text, String command) implements Finding {
    @Override
    public String word() {
      return "problem";
    }

    @Override
    public Optional<String> mend() {
      return Optional.of(command);
    }
  }

  /** Does not apply here, or was not tried; nothing depends on it. */
  record Aside(String text) implements Finding {
    @Override
    public String word() {
      return "-";
    }
  }

  /** Could not be asked, nor can what depends on it. */
  record NotAsked(String reason) implements Finding {
    @Override
    public String word() {
      return "-";
    }

    @Override
    public String text() {
      return "not asked: " + reason;
    }
  }
}
