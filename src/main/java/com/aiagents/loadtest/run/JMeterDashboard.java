package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.SampleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * JMeter's own HTML dashboard of a run's samples, made by JMeter's report generator.
 *
 * <p>Whole or not at all: it is made in a hidden folder beside and renamed, so that an earlier one
 * stays until the new one is complete. What JMeter says stands in {@code jmeter-dashboard.log}.
 * JMeter gets no secret, and dies with us. Used by one thread for each run folder.
 */
public final class JMeterDashboard {
  private static final String WHAT = "JMeter's dashboard: ";
  private static final String INDEX = "index.html";
  private static final String FAILED = "An error occurred: ";
  private static final List<String> REASONS = List.of(FAILED, "Terminating due to ", "Error");

  /** JMeter reads 6 MB in a second where docs/performance.md was measured. */
  private static final long BYTES_PER_SECOND = 1 << 20;

  private static final long LARGE_BYTES = 32 << 20;
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);

  /** JMeter's own step, one minute, would leave one point of a short run. */
  private static final long POINTS = 150;

  private static final long LONGEST_STEP_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  /** Puts all that JMeter says on its output, in its order; its own would write a file. */
  private static final String LOGGING =
      """
      <Configuration status="ERROR">
        <Appenders>
          <Console name="output"><PatternLayout pattern="%d %p %c{1.}: %m%n"/></Console>
        </Appenders>
        <Loggers>
          <Root level="info"><AppenderRef ref="output"/></Root>
        </Loggers>
      </Configuration>
      """;

  private JMeterDashboard() {}

  /**
   * Makes the dashboard, and replaces an earlier one.
   *
   * @param interruption a request for a stop that comes meanwhile ends it; one that came before
   *     does not, but the second does
   * @return its first page; empty if the user stopped it
   * @throws EnvironmentException if there is no JMeter, no sample, or JMeter fails; the folder is
   *     then as before, but for the log
   */
  public static Optional<Path> write(Project project, RunFolder folder, Interruption interruption)
      throws EnvironmentException, InterruptedException {
    return write(project, folder, interruption, LEAST_PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience what JMeter is given, beside a time for each byte that it has to read
   */
  static Optional<Path> write(
      Project project, RunFolder named, Interruption interruption, Duration patience)
      throws EnvironmentException, InterruptedException {
    RunFolder folder = new RunFolder(named.path().toAbsolutePath().normalize());
    try {
      Path jar = jmeter(project);
      Path samples = samples(folder);
      Duration step = step(samples);
      Duration limit = patience.plusSeconds(Files.size(samples) / BYTES_PER_SECOND);
      try (Work work = Work.in(folder)) {
        Files.writeString(work.logging(), LOGGING);
        work.writeProperties(folder, step);
        Files.deleteIfExists(folder.dashboardLog());
        List<String> command = command(jar, samples, work);
        if (!run(project, command, folder, work, samples, limit, interruption)) {
          return Optional.empty();
        }
        replace(work.made(), folder.dashboard(), work.earlier());
      }
      return Optional.of(folder.dashboard().resolve(INDEX));
    } catch (SampleException e) {
      throw new EnvironmentException(WHAT + e.getMessage());
    } catch (IOException e) {
      Object where =
          e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : folder.path();
      throw new EnvironmentException(
          WHAT + where + ": cannot be read or written (" + RunFolder.reason(e) + ")");
    }
  }

  /** The jar that starts JMeter, in the home that the build made. */
  private static Path jmeter(Project project) throws EnvironmentException, IOException {
    try {
      return JMeterInstallation.of(project).jar();
    } catch (EnvironmentException e) {
      throw new EnvironmentException(WHAT + e.getMessage());
    }
  }

  private static Path samples(RunFolder folder) throws EnvironmentException, IOException {
    return folder
        .findSamples()
        .orElseThrow(
            () -> new EnvironmentException(WHAT + folder.path() + ": no sample, found no JTL"));
  }

  /** Between two points of a chart: whole seconds, since JMeter counts wrong below. */
  private static Duration step(Path samples) throws EnvironmentException, IOException {
    LongSummaryStatistics starts = new LongSummaryStatistics();
    JtlReader.readEnds(samples, sample -> starts.accept(sample.startMillis()));
    if (starts.getCount() == 0) {
      throw new EnvironmentException(WHAT + samples + ": no sample, found no sound row of CSV");
    }
    long seconds = (starts.getMax() - starts.getMin()) / 1_000 / POINTS + 1;
    return Duration.ofSeconds(Math.min(seconds, LONGEST_STEP_SECONDS));
  }

  private static List<String> command(Path jar, Path samples, Work work) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Files.size(samples) < LARGE_BYTES) {
      // the JVM's second compiler would take more than it gives
      command.add("-XX:TieredStopAtLevel=1");
    }
    // at most what JMeter's own start script gives
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of("-g", samples.toString(), "-o", work.made().toString()));
    command.addAll(List.of("-q", work.properties().toString(), "-i", work.logging().toString()));
    return command;
  }

  /** Whether JMeter did it; false if the user stopped it. */
  private static boolean run(
      Project project,
      List<String> command,
      RunFolder folder,
      Work work,
      Path samples,
      Duration limit,
      Interruption interruption)
      throws EnvironmentException, IOException, InterruptedException {
    boolean before = interruption.requested();
    String seeLog = ", see " + folder.dashboardLog();
    long end = System.nanoTime() + limit.toNanos();
    // JMeter makes another folder in its working folder, and reads properties that lie there
    try (Guarded guarded =
        Guarded.startWithoutSecrets(project, work.path(), command, folder.dashboardLog())) {
      Process process = guarded.process();
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (before ? interruption.insisted() : interruption.requested()) {
          return false;
        }
        if (System.nanoTime() > end) {
          throw new EnvironmentException(
              WHAT + samples + ": JMeter did not end within " + limit.toSeconds() + " s" + seeLog);
        }
      }
      if (process.exitValue() != 0) {
        throw new EnvironmentException(
            WHAT
                + samples
                + ": JMeter ended with status "
                + process.exitValue()
                + reason(folder.dashboardLog())
                + seeLog);
      }
    }
    for (String file : List.of(INDEX, "statistics.json")) {
      if (!Files.isRegularFile(work.made().resolve(file))) {
        throw new EnvironmentException(WHAT + samples + ": JMeter made no " + file + seeLog);
      }
    }
    return true;
  }

  /** What JMeter or its JVM gives as the reason, on one line of the log. */
  private static String reason(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> REASONS.stream().anyMatch(line::startsWith))
        .reduce((first, second) -> second)
        .map(line -> ": " + (line.startsWith(FAILED) ? line.substring(FAILED.length()) : line))
        .orElse("");
  }

  private static void replace(Path made, Path dashboard, Path earlier) throws IOException {
    boolean any = Files.exists(dashboard, LinkOption.NOFOLLOW_LINKS);
    if (any) {
      Files.move(dashboard, earlier);
    }
    try {
      Files.move(made, dashboard);
    } catch (IOException e) {
      if (any) {
        Files.move(earlier, dashboard);
      }
      throw e;
    }
  }

  /**
   * JMeter's working folder, in the run folder: what is renamed must not be on another disk.
   *
   * @param path removed with all that it holds, also when we are killed
   */
  private record Work(Path path) implements AutoCloseable {
    static Work in(RunFolder folder) throws IOException {
      Work work = new Work(folder.dashboardWork());
      // of one who was killed in the moment in which JMeter had ended
      work.close();
      Files.createDirectory(work.path);
      // the mark by which the guard knows that it may remove this folder
      Files.createFile(work.path.resolve(".load-test-work"));
      return work;
    }

    Path made() {
      return path.resolve("dashboard");
    }

    Path earlier() {
      return path.resolve("earlier");
    }

    Path logging() {
      return path.resolve("log4j2.xml");
    }

    Path properties() {
      return path.resolve("report.properties");
    }

    void writeProperties(RunFolder folder, Duration step) throws IOException {
      Properties p = new Properties();
      String title = folder.path().getFileName().toString();
      // JMeter puts it into its pages as it is
      if (title.matches("[\\w.-]+")) {
        p.setProperty("jmeter.reportgenerator.report_title", title);
      }
      p.setProperty("jmeter.reportgenerator.overall_granularity", Long.toString(step.toMillis()));
      try (OutputStream out = Files.newOutputStream(properties())) {
        p.store(out, null);
      }
    }

    @Override
    public void close() throws IOException {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
