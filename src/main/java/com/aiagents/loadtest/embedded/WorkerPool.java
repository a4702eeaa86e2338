package com.aiagents.loadtest.embedded;

import com.aiagents.loadtest.embedded.Database.Session;
import com.aiagents.loadtest.embedded.JobQueue.Job;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Workers that take jobs from the queue and turn each into a row.
 *
 * <p>A worker is a slot, not a thread: while the LLM "thinks" nothing is held but the slot, so 300
 * workers fit on two cores. A job is taken only when a slot is free, so jobs pile up in the queue,
 * as they do in the real system, when all workers are busy.
 */
final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("worker");
  private static final int TAKERS = 4;
  private static final int WRITERS = 4;

  private final JobQueue queue;
  private final Database database;
  private final LlmStandIn llm;
  private final TargetMetrics metrics;
  private final Semaphore slots;
  private final WorkerFaults faults;
  private final ExecutorService takers = Executors.newFixedThreadPool(TAKERS);
  private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(WRITERS);
  private volatile boolean running = true;

  WorkerPool(
      JobQueue queue,
      Database database,
      LlmStandIn llm,
      TargetMetrics metrics,
      int workers,
      WorkerFaults faults) {
    this.queue = queue;
    this.database = database;
    this.llm = llm;
    this.metrics = metrics;
    this.slots = new Semaphore(workers);
    this.faults = faults;
  }

  void start() {
    for (int i = 0; i < TAKERS; i++) {
      takers.execute(this::takeJobs);
    }
  }

  private void takeJobs() {
    while (running) {
      boolean held = false;
      try {
        held = slots.tryAcquire(200, TimeUnit.MILLISECONDS);
        if (!held) {
          continue;
        }
        if (faults.stall().lasts()) {
          TimeUnit.MILLISECONDS.sleep(100);
          continue;
        }
        Job job = queue.take(1);
        if (job != null) {
          if (faults.stall().lasts()) {
            // the stall began while this worker waited for a job
            queue.giveBack(job);
          } else {
            handle(job);
            held = false;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (JedisException | IOException e) {
        pause();
        // when the target stops, its Redis may be gone before its workers
        if (running) {
          LOG.error("queue cannot be read: {}", e.getMessage());
        }
      } finally {
        if (held) {
          slots.release();
        }
      }
    }
  }

  private void pause() {
    try {
      // the queue is gone: ask again, but not all the time
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works on a job that was taken, and gives its slot back in the end. */
  private void handle(Job job) {
    JobFault fault = faults.next(job.ticket_id());
    if (fault == JobFault.LOST) {
      slots.release();
      return;
    }
    pickUp(job, fault, true);
    if (fault == JobFault.TWICE) {
      pickUp(job, fault, false);
    }
  }

  private void pickUp(Job job, JobFault fault, boolean givesSlotBack) {
    UUID id = UUID.randomUUID();
    Instant start = Instant.now();
    metrics.picked();
    Session session = null;
    try {
      session = database.session(job.tenant_id(), faults.keepConnections());
      // the wait for a connection is before the row, and so no part of its processing time
      start = Instant.now();
      session.run(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO enhancement_history (id, tenant_id, ticket_id, status)"
                        + " VALUES (?, ?, ?, 'pending')")) {
              insert.setObject(1, id);
              insert.setString(2, job.tenant_id());
              insert.setString(3, job.ticket_id());
              return insert.executeUpdate();
            }
          });
      Duration latency = faults.slowed(llm.nextLatency());
      Run run = new Run(id, job, start, fault, session, givesSlotBack);
      writers.schedule(() -> answered(run), latency.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SQLException e) {
      LOG.error("ticket {} could not be picked up: {}", job.ticket_id(), e.getMessage());
      finish(new Run(id, job, start, fault, session, givesSlotBack), false);
    }
  }

  private void answered(Run run) {
    if (!faults.stall().keeps(() -> writers.execute(() -> complete(run)))) {
      complete(run);
    }
  }

  private void complete(Run run) {
    boolean success = false;
    Job job = run.job;
    try {
      String answer = llm.answer(job.description(), job.priority());
      Instant end = Instant.now();
      Ending ending = run.fault.spoiled(Ending.completed(answer, faults.shown(end)), run.start);
      run.session.run(
          connection -> {
            try (PreparedStatement update =
                connection.prepareStatement(
                    "UPDATE enhancement_history SET status = ?, context_gathered = ?::json,"
                        + " llm_output = ?, error_message = ?, processing_time_ms = ?,"
                        + " completed_at = ? WHERE id = ?")) {
              update.setString(1, ending.status());
              update.setString(2, "{\"similar_tickets\":2,\"sources\":[\"history\",\"kb\"]}");
              update.setString(3, ending.output());
              update.setString(4, ending.error());
              update.setInt(5, (int) Duration.between(run.start, end).toMillis());
              update.setTimestamp(
                  6, ending.completedAt() == null ? null : Timestamp.from(ending.completedAt()));
              update.setObject(7, run.id);
              return update.executeUpdate();
            }
          });
      if (ending.error() != null) {
        LOG.error("ticket {} failed: {}", job.ticket_id(), ending.error());
      }
      success = ending.successful();
    } catch (SQLException e) {
      LOG.error("ticket {} could not be completed: {}", job.ticket_id(), e.getMessage());
    } finally {
      finish(run, success);
    }
  }

  private void finish(Run run, boolean success) {
    try {
      if (run.session != null) {
        run.session.close();
      }
    } catch (SQLException e) {
      LOG.error("connection could not be given back: {}", e.getMessage());
    }
    if (run.givesSlotBack) {
      slots.release();
    }
    metrics.finished(
        run.job.tenant_id(),
        success,
        Duration.between(run.start, Instant.now()).toMillis() / 1000.0);
  }

  /**
   * A job in progress.
   *
   * @param id of its row
   * @param session null if there was no connection
   */
  private record Run(
      UUID id, Job job, Instant start, JobFault fault, Session session, boolean givesSlotBack) {}

  @Override
  public void close() {
    running = false;
    takers.shutdownNow();
    writers.shutdownNow();
  }
}
