package com.aiagents.loadtest.run;

import com.aiagents.loadtest.unit.RunId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run's folder: the names of its files. docs/run-folder.md describes them. */
public record RunFolder(Path path) {
  /** What JMeter calls its result file while it runs plan.jmx. */
  private static final String RAW_SAMPLES = "plan.csv";

  /**
   * Makes the folder of a run that begins now; a second run of the same second gets the next one.
   *
   * @throws EnvironmentException if it cannot be written to
   */
  static RunFolder create(Path results, String scenario) throws EnvironmentException {
    Instant start = Instant.now();
    try {
      Files.createDirectories(results);
      for (int second = 0; ; second++) {
        Path path = results.resolve(RunId.of(start.plusSeconds(second), scenario).folder());
        try {
          Files.createDirectory(path);
          Files.delete(Files.createFile(path.resolve(".writable")));
          return new RunFolder(path.toAbsolutePath().normalize());
        } catch (FileAlreadyExistsException e) {
          if (second > 60) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "results folder " + results + ": cannot be written to (" + reason(e) + ")");
    }
  }

  static String reason(IOException e) {
    return e instanceof java.nio.file.FileSystemException f && f.getReason() != null
        ? f.getReason()
        : e.getClass().getSimpleName();
  }

  /** Removes the folder if nothing was put into it. */
  void removeIfEmpty() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // not empty: what was written stays
    }
  }

  /** The run's id. */
  public RunId id() {
    return new RunId(path.getFileName().toString());
  }

  public Path runFile() {
    return path.resolve("run.json");
  }

  Path plan() {
    return path.resolve("plan.jmx");
  }

  /** The JTL while JMeter writes it. */
  public Path rawSamples() {
    return path.resolve(RAW_SAMPLES);
  }

  /** The JTL of a load that has ended. */
  public Path samples() {
    return path.resolve("samples.jtl");
  }

  public Path workflow() {
    return path.resolve("workflow.jtl");
  }

  public Path problems() {
    return path.resolve("workflow-problems.csv");
  }

  /** Working files of a reconciliation of many tickets; gone when it ends. */
  Path reconciliationWork() {
    return path.resolve(".reconciliation");
  }

  public Path verdict() {
    return path.resolve("verdict.json");
  }

  /** The verdict as a page. */
  public Path page() {
    return path.resolve("report.html");
  }

  /** The criteria as test cases. */
  public Path junit() {
    return path.resolve("junit.xml");
  }

  /** The verdict as Markdown. */
  public Path summary() {
    return path.resolve("summary.md");
  }

  /** The verdict as a badge. */
  public Path badge() {
    return path.resolve("badge.json");
  }

  /** The runs of a suite; only in the folder of one. */
  public Path suiteFile() {
    return path.resolve("suite.json");
  }

  /** The limits that the run began with. */
  public Path thresholds() {
    return path.resolve("thresholds.yaml");
  }

  public Path monitor() {
    return path.resolve("monitor.csv");
  }

  /** What JMeter's JVM says of its pauses. */
  public Path generatorLog() {
    return path.resolve("generator-gc.log");
  }

  public Path targetErrors() {
    return path.resolve("target-errors.log");
  }

  Path jmeterLog() {
    return path.resolve("jmeter.log");
  }

  Path rawJmeterLog() {
    return path.resolve("plan.jmx.log");
  }

  /** JMeter's own dashboard; only if it was asked for. */
  Path dashboard() {
    return path.resolve("jmeter-dashboard");
  }

  Path dashboardLog() {
    return path.resolve("jmeter-dashboard.log");
  }

  /** Where a dashboard is made; gone when it is whole, or when it failed. */
  Path dashboardWork() {
    return path.resolve(".jmeter-dashboard");
  }

  Path mavenLog() {
    return path.resolve("maven.log");
  }

  /** The run.json, if there is one. */
  public Optional<RunFile> readRunFile() throws IOException {
    try {
      return Optional.of(RunFile.read(runFile()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The JTL of this run under whichever of its names: {@code samples.jtl}, the one that run.json
   * names, or the one of a run that was killed.
   */
  public Optional<Path> findSamples() throws IOException {
    String named = readRunFile().map(RunFile::samples).orElse(null);
    for (String name : java.util.Arrays.asList("samples.jtl", named, RAW_SAMPLES)) {
      // run.json is evidence, not a way out of the folder
      if (name != null && List.of(name.split("[/\\\\]")).size() == 1) {
        Path file = path.resolve(name);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
