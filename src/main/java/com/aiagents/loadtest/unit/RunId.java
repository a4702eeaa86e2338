package com.aiagents.loadtest.unit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The name of one run: {@code yyyyMMdd-HHmmss-scenario}, in UTC.
 *
 * <p>In lower case it names the run's folder; in upper case it begins every ticket id of the run,
 * so that a row in the database tells which run sent it.
 *
 * @param folder the name of the run's folder
 */
public record RunId(String folder) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public RunId {
    require(folder, "a-z");
  }

  /** The id of a run of a scenario that begins at a moment; resolution one second. */
  public static RunId of(Instant start, String scenario) {
    return new RunId(STAMP.format(start) + "-" + scenario);
  }

  /**
   * The id that is written in upper case, as run.json and the ticket ids have it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RunId ofName(String name) {
    require(name, "A-Z");
    return new RunId(name.toLowerCase(Locale.ROOT));
  }

  private static void require(String id, String letters) {
    if (!id.matches("[" + letters + "0-9-]{1,80}")) {
      throw new IllegalArgumentException(
          "run id '" + id + "': allowed are 1 to 80 of " + letters + ", 0-9 and -");
    }
  }

  /** The id in upper case. */
  public String name() {
    return folder.toUpperCase(Locale.ROOT);
  }

  /** What every ticket id of this run begins with, and none of another run. */
  public String ticketPrefix() {
    return name() + "-";
  }

  /** The id of the signature probe's ticket: in the ledger, out of the statistics. */
  public String probeTicket() {
    return ticketPrefix() + "PROBE";
  }
}
