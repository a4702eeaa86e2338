package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.AbortRule;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.unit.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Words of the command line as typed values; what is wrong says which word it was. */
final class Arguments {
  private Arguments() {}

  static Scenario scenario(String name) throws DefinitionException {
    return named("scenario", () -> Scenarios.named(name));
  }

  static Duration duration(String option, String text) throws DefinitionException {
    return named(option, () -> DurationText.parse(text));
  }

  static Set<AbortRule> abortRules(String option, String text) throws DefinitionException {
    return named(option, () -> AbortRule.parse(text));
  }

  /** A scenario scaled as asked. */
  static Scenario scaled(Scenario scenario, Integer users, Duration duration)
      throws DefinitionException {
    Scenario scaled = scenario;
    if (duration != null) {
      scaled = named("--duration", () -> scenario.lasting(duration));
    }
    if (users != null) {
      Scenario timed = scaled;
      scaled = named("--users", () -> timed.withUsers(users));
    }
    return scaled;
  }

  /** The target that was named; empty means the embedded one. */
  static Optional<Target> target(Path file, String host, Map<String, String> environment)
      throws DefinitionException {
    if (file != null && host != null) {
      throw new DefinitionException("--target and --host: allowed is one of them");
    }
    if (file != null) {
      return Optional.of(TargetFile.read(file, environment));
    }
    return host == null ? Optional.empty() : Optional.of(TargetFile.atUrl(host, environment));
  }

  private static <T> T named(String what, Supplier<T> value) throws DefinitionException {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(what + ": " + e.getMessage());
    }
  }
}
