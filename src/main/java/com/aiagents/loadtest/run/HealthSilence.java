package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.unit.Sustained;
import java.util.Locale;
import java.util.Optional;

/**
 * How long {@code GET /health} has had no 200, by the readings of the monitor; the same time as
 * {@code system.responsive} sees. Used by one thread.
 */
final class HealthSilence {
  private static final int ANSWERED = 200;

  private long from;
  private long last;

  /** Takes a reading. */
  void add(Reading reading) {
    if (!reading.probe().equals("health")) {
      return;
    }
    if (reading.name().equals("status") && reading.value() == ANSWERED) {
      from = 0;
    } else if (reading.name().equals("status")
        || reading.name().equals("up") && reading.value() == 0) {
      boolean goesOn = from > 0 && reading.askedMillis() - last <= Sustained.GAP_MILLIS;
      from = goesOn ? from : reading.askedMillis();
      last = reading.askedMillis();
    }
  }

  /** Why nobody is there any more; empty while somebody may be. */
  Optional<String> reason() {
    return from > 0 && last - from >= Sustained.SHORTEST_MILLIS
        ? Optional.of(
            String.format(
                Locale.ROOT, "no 200 from GET /health for %.1f s", (last - from) / 1000.0))
        : Optional.empty();
  }
}
