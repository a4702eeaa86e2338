package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.unit.ShellWord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a target which is changed or looked at without a run: no embedded one. */
final class NamedTarget {
  @Option(names = "--target", paramLabel = "FILE", description = "A target file, data/targets/*.")
  private Path file;

  @Option(
      names = "--host",
      paramLabel = "URL",
      description =
          "The target's URL. Neither --host nor --target: the defaults with the environment.")
  private String host;

  Target in(Map<String, String> environment) throws DefinitionException {
    return file == null && host == null
        ? TargetFile.ofEnvironment(environment)
        : Arguments.target(file, host, environment).orElseThrow();
  }

  /** A target that names a database. */
  Target withDatabase(Map<String, String> environment) throws DefinitionException {
    Target target = in(environment);
    if (target.database().isEmpty()) {
      throw new DefinitionException(noDatabase(target) + ", needed is the one of its tenants");
    }
    return target;
  }

  /** Why there is no database. */
  String noDatabase(Target target) {
    if (target.databaseSource() == Source.DECLARED_NONE) {
      return file + ": declares that there is no database";
    }
    return file == null
        ? "environment variable AI_AGENTS_DATABASE_URL: not set, no database is named"
        : file + ": names no database";
  }

  /** Why there is no Redis. */
  String noRedis(Target target) {
    if (target.redisSource() == Source.DECLARED_NONE) {
      return file + ": declares that there is no Redis";
    }
    return file == null
        ? "environment variable AI_AGENTS_REDIS_URL: not set, no Redis is named"
        : file + ": names no Redis";
  }

  /** The same options for another command line; begins with a space, if there are any. */
  String asTyped() {
    if (file != null) {
      return " --target " + ShellWord.of(file.toString());
    }
    return host == null ? "" : " --host " + ShellWord.of(host);
  }

  /** Requires that the target is not named twice. */
  void requireOneName() throws DefinitionException {
    if (file != null && host != null) {
      throw new DefinitionException("--target and --host: allowed is one of them");
    }
  }

  /** The target file, if one was named. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
