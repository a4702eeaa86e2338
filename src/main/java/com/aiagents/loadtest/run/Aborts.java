package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.MonitorTail;
import com.aiagents.loadtest.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a reason to end a load before its time, by what the samples, the monitor and the
 * tickets tell. Used by one thread.
 */
final class Aborts {
  private final Set<AbortRule> rules;
  private final MonitorTail monitor;
  private final Optional<TicketWatch> tickets;
  private final HealthSilence silence = new HealthSilence();
  private final Refusals refusals = new Refusals();

  /**
   * The rules of a run.
   *
   * @param monitor the run's monitor.csv; need not be there yet
   * @param tickets follows the run's tickets; empty without a database
   */
  Aborts(Set<AbortRule> rules, Path monitor, Optional<TicketWatch> tickets) {
    this.rules = rules;
    this.monitor = new MonitorTail(monitor, silence::add);
    this.tickets = tickets;
  }

  /** Takes a sample. */
  void add(Sample sample) {
    refusals.add(sample);
  }

  /** Why the load is to end, and by which rule; empty if it is not. */
  Optional<String> reason() throws IOException {
    if (rules.contains(AbortRule.CRASH)) {
      monitor.advance();
    }
    return reason(AbortRule.CRASH, silence.reason())
        .or(() -> reason(AbortRule.AUTH, refusals.reason()))
        .or(() -> reason(AbortRule.LOSS, tickets.flatMap(TicketWatch::lost)));
  }

  private Optional<String> reason(AbortRule rule, Optional<String> found) {
    return found
        .filter(why -> rules.contains(rule))
        .map(why -> why + " (--abort-on " + rule.text() + ")");
  }
}
