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
import java.util.ArrayList;
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
 * @param state {@code running}, {@code finished}, {@code interrupted}, {@code aborted} or {@code
 *     failed}; a run that was killed says {@code running} for ever
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
 * @param agents the load generators of a distributed run, in the order of their shares; null if
 *     JMeter ran on this machine alone
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
    Map<String, String> unwatched,
    List<Agent> agents) {
  public static final String RUNNING = "running";
  public static final String FINISHED = "finished";
  public static final String INTERRUPTED = "interrupted";
  public static final String FAILED = "failed";
  public static final String ABORTED = "aborted";

  /** In a note, before the reason why nothing was proven. */
  private static final String NO_PROOF = "; no proof: ";

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
      List<Stretch> profile) {
    /** Further users are there at once. */
    private static final long RISING_SECONDS = 1;

    /** Users leave when they have done what they do; the longest think time, if that is longer. */
    private static final long FALLING_SECONDS = 5;

    private static final long MILLIS = 1_000;

    /**
     * This load with other users from a moment on: the profile goes to them as fast as JMeter does,
     * and then stays.
     *
     * @param second after the first request; at the planned end or later nothing changes
     * @param users at least 1
     */
    Load changed(long second, int users) {
      long at = Math.max(0, second);
      if (at >= durationSeconds) {
        return this;
      }
      List<Stretch> changed = new ArrayList<>();
      int before = 0;
      for (Stretch stretch : profile) {
        if (stretch.toSeconds() <= at) {
          changed.add(stretch);
          before = stretch.usersTo();
        } else if (stretch.fromSeconds() < at) {
          before = stretch.usersAt(at);
          changed.add(
              new Stretch(stretch.name(), stretch.fromSeconds(), at, stretch.usersFrom(), before));
        }
      }
      long falling = Math.max(FALLING_SECONDS, (thinkTimeMillis + MILLIS - 1) / MILLIS);
      long there = Math.min(durationSeconds, at + (users < before ? falling : RISING_SECONDS));
      changed.add(new Stretch("change to " + users, at, there, before, users));
      if (there < durationSeconds) {
        changed.add(new Stretch("hold " + users, there, durationSeconds, users, users));
      }
      int top =
          changed.stream().mapToInt(s -> Math.max(s.usersFrom(), s.usersTo())).max().orElse(users);
      return new Load(
          top,
          warmUpSeconds,
          durationSeconds,
          thinkTimeMillis,
          mix,
          thinkTimeShortestMillis,
          changed);
    }
  }

  /**
   * A stretch of the planned load, over which the users go straight from one number to another.
   *
   * @param fromSeconds after the first request
   * @param toSeconds likewise, more than {@code fromSeconds}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stretch(String name, long fromSeconds, long toSeconds, int usersFrom, int usersTo) {
    /** Users at a second inside, to the nearest whole one. */
    private int usersAt(long second) {
      double done = (double) (second - fromSeconds) / (toSeconds - fromSeconds);
      return (int) Math.round(usersFrom + (usersTo - usersFrom) * done);
    }
  }

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
   * One load generator of a distributed run.
   *
   * @param name {@code host:port}, as its thread names in the JTL begin
   * @param clockOffsetMillis its clock minus this machine's, before the load
   * @param clockUncertaintyMillis how far that may be off
   * @param tickets how many it had numbered when it was last asked; null if it never answered
   * @param lostAt ISO 8601, UTC: since when it was gone; null if it stayed to the end
   * @param lost why it was given up; null likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Agent(
      String name,
      Long clockOffsetMillis,
      Long clockUncertaintyMillis,
      Long tickets,
      String lostAt,
      String lost) {}

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
    Copy copy = new Copy(this);
    copy.state = state;
    copy.endedAt = endedAt;
    copy.note = note;
    return copy.done();
  }

  /** This run with another load, changed while it went on. */
  RunFile withLoad(Load load) {
    Copy copy = new Copy(this);
    copy.load = load;
    return copy.done();
  }

  /** This run with another name of its JTL. */
  RunFile withSamples(String samples) {
    Copy copy = new Copy(this);
    copy.samples = samples;
    return copy.done();
  }

  /** This run with other facts of its target. */
  RunFile withTarget(TargetFacts target) {
    Copy copy = new Copy(this);
    copy.target = target;
    return copy.done();
  }

  /** This run with what the target said after the load. */
  RunFile proven(TargetFacts target, Drained drain, TicketCounts reconciliation, Clocks clocks) {
    Copy copy = new Copy(this);
    copy.note = noteOfLoad();
    copy.target = target;
    copy.drain = drain;
    copy.reconciliation = reconciliation;
    copy.clocks = clocks;
    return copy.done();
  }

  /**
   * This run with a database that could not be asked after the load. Why the load ended as it did
   * stays the first that is said.
   */
  RunFile unproven(String why) {
    Copy copy = new Copy(this);
    copy.target = target.withDatabase(Proof.LOST);
    copy.note = note == null ? why : note + NO_PROOF + why;
    return copy.done();
  }

  /** The note without what {@link #unproven} added. */
  private String noteOfLoad() {
    if (note == null || target == null || !Proof.LOST.equals(target.database())) {
      return note;
    }
    int added = note.indexOf(NO_PROOF);
    if (added >= 0) {
      return note.substring(0, added);
    }
    return FINISHED.equals(state) ? null : note;
  }

  /** This run with what the application log said. */
  RunFile withLogs(Logs logs) {
    Copy copy = new Copy(this);
    copy.logs = logs;
    return copy.done();
  }

  /** This run with probes that could not run, and why. */
  RunFile withUnwatched(Map<String, String> unwatched) {
    Copy copy = new Copy(this);
    copy.unwatched = unwatched;
    return copy.done();
  }

  /** This run with what is known of its load generators. */
  RunFile withAgents(List<Agent> agents) {
    Copy copy = new Copy(this);
    copy.agents = agents;
    return copy.done();
  }

  /** A run.json on its way to another one: the parts that change while a run goes on. */
  private static final class Copy {
    private final RunFile of;
    private String state;
    private String endedAt;
    private TargetFacts target;
    private Load load;
    private String samples;
    private Drained drain;
    private TicketCounts reconciliation;
    private String note;
    private Clocks clocks;
    private Logs logs;
    private Map<String, String> unwatched;
    private List<Agent> agents;

    private Copy(RunFile of) {
      this.of = of;
      this.state = of.state;
      this.endedAt = of.endedAt;
      this.target = of.target;
      this.load = of.load;
      this.samples = of.samples;
      this.drain = of.drain;
      this.reconciliation = of.reconciliation;
      this.note = of.note;
      this.clocks = of.clocks;
      this.logs = of.logs;
      this.unwatched = of.unwatched;
      this.agents = of.agents;
    }

    private RunFile done() {
      return new RunFile(
          of.schema,
          of.run,
          of.scenario,
          state,
          of.startedBy,
          of.startedAt,
          endedAt,
          target,
          load,
          samples,
          of.planSha256,
          drain,
          reconciliation,
          of.versions,
          of.command,
          note,
          clocks,
          logs,
          unwatched,
          agents);
    }
  }
}
