package com.aiagents.loadtest.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong in the workers: with single jobs, with their speed, their clock, their
 * connections, and with all of them at once. Safe for many threads.
 */
final class WorkerFaults {
  private static final Logger LOG = LoggerFactory.getLogger("worker");
  private static final Duration ERRORS_BEGIN = Duration.ofSeconds(10);

  private final TicketFaults<JobFault> jobs;
  private final double slowFactor;
  private final double growthPerSecond;
  private final Duration skew;
  private final boolean keepConnections;
  private final Stall stall = new Stall();
  private final Timeline timeline;

  WorkerFaults(Faults faults, long seed, Timeline timeline) {
    this.jobs =
        new TicketFaults<>(JobFault.NONE, LOG)
            .add(Fault.LOSE, faults.quota(Fault.LOSE, seed), List.of(JobFault.LOST))
            .add(Fault.DUPLICATE, faults.quota(Fault.DUPLICATE, seed), List.of(JobFault.TWICE))
            .add(Fault.CORRUPT, faults.quota(Fault.CORRUPT, seed), JobFault.CORRUPTIONS)
            .add(Fault.FAIL, faults.quota(Fault.FAIL, seed), List.of(JobFault.FAILED));
    this.slowFactor = faults.slowFactor();
    this.growthPerSecond = faults.growthPerSecond();
    this.skew = faults.time(Fault.CLOCK_SKEW).orElse(Duration.ZERO);
    this.keepConnections = faults.has(Fault.POOL);
    this.timeline = timeline;
    faults.stallBegins().ifPresent(begins -> planStall(begins, faults.time(Fault.STALL_FOR)));
    faults.count(Fault.LOG_ERRORS).ifPresent(this::planErrors);
  }

  private void planStall(Duration begins, Optional<Duration> length) {
    String name = (length.isPresent() ? Fault.STALL_FOR : Fault.STALL_AT).word();
    timeline.at(
        begins,
        () -> {
          stall.begin();
          LOG.info("fault {}: begins, the workers stand still", name);
        });
    length.ifPresent(
        lasting ->
            timeline.at(
                begins.plus(lasting),
                () -> {
                  // said first: whoever sees a job move afterwards knows why
                  LOG.info("fault {}: ends, the workers go on", name);
                  stall.end();
                }));
  }

  private void planErrors(int lines) {
    for (int i = 1; i <= lines; i++) {
      int line = i;
      timeline.at(
          ERRORS_BEGIN.plusSeconds(i - 1L),
          () -> LOG.error("knowledge base cannot be searched: error {} of {}", line, lines));
    }
  }

  /** What goes wrong with the next job. */
  JobFault next(String ticket) {
    return jobs.next(ticket);
  }

  /** How long the LLM takes for an answer that takes so long by itself. */
  Duration slowed(Duration clean) {
    double factor = slowFactor * (1 + growthPerSecond * timeline.seconds());
    return factor == 1 ? clean : Duration.ofMillis(Math.round(clean.toMillis() * factor));
  }

  /** What the worker's clock shows at a moment. */
  Instant shown(Instant moment) {
    return moment.plus(skew);
  }

  /** Whether a worker keeps its connection while the LLM thinks. */
  boolean keepConnections() {
    return keepConnections;
  }

  /** The time in which no worker moves. */
  Stall stall() {
    return stall;
  }
}
