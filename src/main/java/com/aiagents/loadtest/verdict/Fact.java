package com.aiagents.loadtest.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fact that the evidence of a run may show; docs/diagnosis.md lists them by the names that a file
 * uses.
 */
enum Fact {
  POOL_FULL(ConnectionFacts::poolFull),
  CONNECTIONS_FULL(ConnectionFacts::serverFull),
  NO_COMPLETIONS(QueueFacts::noCompletions),
  INGESTION_FASTER(QueueFacts::ingestionFaster),
  WORKERS_BUSY(QueueFacts::workersBusy),
  WORKFLOW_SLOW(TimeFacts::workflowSlow),
  PROCESSING_LONG(TimeFacts::processingLong),
  PROCESSING_GROWN(TimeFacts::processingGrown),
  QUEUE_LONG(TimeFacts::queueLong),
  CPU_HIGH(TimeFacts::cpuHigh),
  TIMED_OUT(RequestFacts::timedOut),
  THROTTLED(RequestFacts::throttled),
  SERVER_ERROR(RequestFacts::serverError),
  UNAUTHORIZED(RequestFacts::unauthorized),
  REFUSED(RequestFacts::refused),
  TICKETS_FAILED(RequestFacts::ticketsFailed),
  TICKETS_LOST(RequestFacts::ticketsLost),
  TICKETS_CORRUPTED(RequestFacts::ticketsCorrupted),
  SILENT(ProcessFacts::silent),
  RESTARTED(ProcessFacts::restarted),
  SAME_PROCESS(ProcessFacts::sameProcess),
  ON_THIS_MACHINE(ProcessFacts::onThisMachine);

  private final Function<Seen, Holding> holding;

  Fact(Function<Seen, Holding> holding) {
    this.holding = holding;
  }

  /** Its name in a file. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it holds in a run. */
  Holding in(Seen run) {
    return holding.apply(run);
  }

  /** The fact of a name. */
  static Optional<Fact> find(String key) {
    return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
  }
}
