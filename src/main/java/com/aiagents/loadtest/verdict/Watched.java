package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the target was watched during a run, and what was seen.
 *
 * @param by who should have watched
 * @param monitor what the probes read; empty if there is no monitor.csv
 * @param log what the application log said; empty if run.json says nothing of it
 * @param usage whether somebody is named who tells of the target's CPU and memory
 * @param unwatched why probes could not run, by their names, each reason in one line
 */
public record Watched(
    By by,
    Optional<MonitorAnalysis> monitor,
    Optional<Log> log,
    Availability usage,
    Map<String, String> unwatched) {
  public Watched {
    unwatched = Collections.unmodifiableMap(new LinkedHashMap<>(unwatched));
  }

  /** Who watches a target, by how the run was started. */
  public enum By {
    /** The launcher: it always does. */
    LAUNCHER,
    /** Plain Maven and the GUI do not. */
    NOBODY,
    /** There is no run.json. */
    UNKNOWN
  }

  /**
   * The application log from the beginning of the load to the end of the drain.
   *
   * @param source whether a log is named
   * @param lines lines that were read
   * @param errors those with an error
   * @param firstError the first of them; empty if it was not kept
   * @param lost why the log is not known to its end; empty if it is
   */
  public record Log(
      Availability source,
      long lines,
      long errors,
      Optional<String> firstError,
      Optional<String> lost) {}

  /** A run that nobody was to watch, or of which nobody knows. */
  public static Watched nothing(By by) {
    return new Watched(by, Optional.empty(), Optional.empty(), Availability.MISSING, Map.of());
  }
}
