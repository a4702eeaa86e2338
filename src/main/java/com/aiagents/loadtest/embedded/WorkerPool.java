package com.aiagents.loadtest.embedded;

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
  private final ExecutorService takers = Executors.newFixedThreadPool(TAKERS);
  private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(WRITERS);
  private volatile boolean running = true;

  WorkerPool(
      JobQueue queue, Database database, LlmStandIn llm, TargetMetrics metrics, int workers) {
    this.queue = queue;
    this.database = database;
    this.llm = llm;
    this.metrics = metrics;
    this.slots = new Semaphore(workers);
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
        Job job = queue.take(1);
        if (job != null) {
          pickUp(job);
          held = false;
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

  private void pickUp(Job job) {
    UUID id = UUID.randomUUID();
    Instant start = Instant.now();
    metrics.picked();
    try {
      database.asTenant(
          job.tenant_id(),
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
      Duration latency = llm.nextLatency();
      writers.schedule(() -> complete(id, job, start), latency.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SQLException e) {
      LOG.error("ticket {} could not be picked up: {}", job.ticket_id(), e.getMessage());
      finish(job, false, start);
    }
  }

  private void complete(UUID id, Job job, Instant start) {
    boolean success = false;
    try {
      String answer = llm.answer(job.description(), job.priority());
      Instant end = Instant.now();
      database.asTenant(
          job.tenant_id(),
          connection -> {
            try (PreparedStatement update =
                connection.prepareStatement(
                    "UPDATE enhancement_history SET status = 'completed',"
                        + " context_gathered = ?::json, llm_output = ?, processing_time_ms = ?,"
                        + " completed_at = ? WHERE id = ?")) {
              update.setString(1, "{\"similar_tickets\":2,\"sources\":[\"history\",\"kb\"]}");
              update.setString(2, answer);
              update.setInt(3, (int) Duration.between(start, end).toMillis());
              update.setTimestamp(4, Timestamp.from(end));
              update.setObject(5, id);
              return update.executeUpdate();
            }
          });
      success = true;
    } catch (SQLException e) {
      LOG.error("ticket {} could not be completed: {}", job.ticket_id(), e.getMessage());
    } finally {
      finish(job, success, start);
    }
  }

  private void finish(Job job, boolean success, Instant start) {
    slots.release();
    metrics.finished(
        job.tenant_id(), success, Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }

  @Override
  public void close() {
    running = false;
    takers.shutdownNow();
    writers.shutdownNow();
  }
}
