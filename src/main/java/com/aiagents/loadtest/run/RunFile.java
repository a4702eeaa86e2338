package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.SampleException;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.RunId;
import com.aiagents.loadtest.unit.TicketCounts;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code run.json}: what a run was meant to be and how it ended. docs/run-folder.md lists every
 * key.
 *
 * <p>Written by the launcher, or by the plan itself in a run of plain Maven or the GUI; keys that
 * one of them does not know are absent. Holds no secret.
 *
 * @param schema 1
 * @param run the run's id as it begins every ticket id
 * @param scenario name of the scenario
 * @param state {@code running}, {@code finished}, {@code interrupted} or {@code failed}; a run that
 *     was killed says {@code running} for ever
 * @param startedBy {@code load-test run} or {@code plan}
 * @param startedAt ISO 8601, UTC
 * @param endedAt ISO 8601, UTC; null until it ended
 * @param target where the load went
 * @param load what was planned
 * @param samples name of the JTL in this folder
 * @param planSha256 of plan.jmx
 * @param drain null if there was none
 * @param reconciliation null if the history was not asked
 * @param versions by name
 * @param command what was typed
 * @param note why it ended as it did; null if there is nothing to say
 * @param clocks the clocks that the time of a workflow crosses; null if nobody asked
 * @param logs the target's application log; null in a run of plain Maven or the GUI
 * @param unwatched why probes could not run, by their names; null if all could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunFile(
    int schema,
    String run,
    String scenario,
    String state,
    String startedBy,
    String startedAt,
    String endedAt,
    TargetFacts target,
    Load load,
    String samples,
    String planSha256,
    Drained drain,
    TicketCounts reconciliation,
    Map<String, String> versions,
    List<String> command,
    String note,
    Clocks clocks,
    Logs logs,
    Map<String, String> unwatched) {
  public static final String RUNNING = "running";
  public static final String FINISHED = "finished";
  public static final String INTERRUPTED = "interrupted";
  public static final String FAILED = "failed";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * Where the load went.
   *
   * @param database {@code named}, {@code not named}, {@code none} (declared) or {@code lost}: it
   *     was named and did not answer when the tickets were followed
   * @param redis likewise
   * @param monitor {@code named}, {@code not named} or {@code none} (declared): who tells of its
   *     CPU and memory; null in a run of an older suite, or of plain Maven or the GUI
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TargetFacts(
      String name, String url, String tenant, String database, String redis, String monitor) {
    TargetFacts withDatabase(String database) {
      return new TargetFacts(name, url, tenant, database, redis, monitor);
    }

    TargetFacts withRedis(String redis) {
      return new TargetFacts(name, url, tenant, database, redis, monitor);
    }
  }

  /**
   * What was planned.
   *
   * @param users most users at a time
   * @param warmUpSeconds from the first request
   * @param durationSeconds from the first request to the planned end
   * @param thinkTimeMillis the longest think time: so long before the planned end the last request
   *     of a complete load may have been sent
   * @param mix weight of each task by its key
   * @param thinkTimeShortestMillis the shortest think time; null in a run.json of an older suite
   * @param profile users over time, in order and without gaps; null likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Load(
      int users,
      long warmUpSeconds,
      long durationSeconds,
      long thinkTimeMillis,
      Map<String, Integer> mix,
      Long thinkTimeShortestMillis,
      List<Stretch> profile) {}

  /**
   * A stretch of the planned load, over which the users go straight from one number to another.
   *
   * @param fromSeconds after the first request
   * @param toSeconds likewise, more than {@code fromSeconds}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stretch(
      String name, long fromSeconds, long toSeconds, int usersFrom, int usersTo) {}

  /**
   * What the target's application log said from the beginning of the load to the end of the drain.
   *
   * @param source {@code named}, {@code not named} or {@code none} (declared)
   * @param lines all of them; null if it was not read, or not yet
   * @param errors those that match the error pattern; likewise
   * @param lost why the log is not known to its end; null if it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Logs(String source, Long lines, Long errors, String lost) {}

  /**
   * Reads a run.json.
   *
   * @throws SampleException in one line if it is no such file
   */
  public static RunFile read(Path file) throws IOException {
    try {
      RunFile run = JSON.readValue(Files.readAllBytes(file), RunFile.class);
      if (run == null || run.schema != 1 || run.run == null || run.state == null) {
        throw new SampleException(
            file + ": found no run.json of this suite, needed are schema 1, run and state");
      }
      // refuses an id that could begin no ticket
      run.id();
      return run;
    } catch (IllegalArgumentException e) {
      throw new SampleException(file + ": " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new SampleException(
          file
              + ": line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": found no run.json of this suite");
    }
  }

  /** The run's id. */
  public RunId id() {
    return RunId.ofName(run);
  }

  /** Writes a run.json whole or not at all. */
  void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
  }

  /** This run, ended. */
  RunFile ended(String state, String endedAt, String note) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  /** This run with another name of its JTL. */
  RunFile withSamples(String samples) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  /** This run with other facts of its target. */
  RunFile withTarget(TargetFacts target) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  /** This run with what the target said after the load. */
  RunFile proven(TargetFacts target, Drained drain, TicketCounts reconciliation, Clocks clocks) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  /** This run with what the application log said. */
  RunFile withLogs(Logs logs) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  /** This run with probes that could not run, and why. */
  RunFile withUnwatched(Map<String, String> unwatched) {
    return with(
        state, endedAt, target, samples, drain, reconciliation, note, clocks, logs, unwatched);
  }

  private RunFile with(
      String state,
      String endedAt,
      TargetFacts target,
      String samples,
      Drained drain,
      TicketCounts reconciliation,
      String note,
      Clocks clocks,
      Logs logs,
      Map<String, String> unwatched) {
    return new RunFile(
        schema,
        run,
        scenario,
        state,
        startedBy,
        startedAt,
        endedAt,
        target,
        load,
        samples,
        planSha256,
        drain,
        reconciliation,
        versions,
        command,
        note,
        clocks,
        logs,
        unwatched);
  }
}
