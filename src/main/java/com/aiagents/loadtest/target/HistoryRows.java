package com.aiagents.loadtest.target;

import com.aiagents.loadtest.workflow.HistoryRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The rows of one run, read ahead in a thread of its own: the server sorts and sends while the rows
 * before are followed.
 *
 * <p>Comes through a server-side cursor; a few batches wait at most. Used by one thread besides.
 */
public final class HistoryRows implements AutoCloseable {
  private static final int BATCH = 2_000;
  private static final int BATCHES = 8;
  private static final int PATIENCE_MILLIS = 200;

  private final BlockingQueue<List<HistoryRow>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Query query;
  private final Thread thread;
  private volatile TargetException failure;
  private volatile Throwable defect;
  private volatile Connection connection;
  private volatile boolean ended;

  /** What is asked of the database. */
  interface Query {
    Connection connect() throws TargetException;

    PreparedStatement prepare(Connection connection) throws SQLException;

    HistoryRow row(ResultSet row) throws SQLException;

    TargetException failure(SQLException e);
  }

  /** Takes rows, one at a time. */
  public interface Consumer {
    void row(HistoryRow row) throws IOException;
  }

  /** Begins to ask. */
  HistoryRows(Query query) {
    this.query = query;
    thread = new Thread(this::readAhead, "history rows");
    thread.setDaemon(true);
    thread.start();
  }

  private void readAhead() {
    try (Connection c = query.connect()) {
      connection = c;
      try (PreparedStatement statement = query.prepare(c)) {
        read(statement.executeQuery());
      }
    } catch (SQLException e) {
      failure = query.failure(e);
    } catch (TargetException e) {
      failure = e;
    } catch (InterruptedException e) {
      // closed before the end: nobody waits for more
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // some rows are missing: whoever follows them must not call their tickets lost
      defect = e;
    } finally {
      ended = true;
    }
  }

  private void read(ResultSet rows) throws SQLException, InterruptedException {
    List<HistoryRow> batch = new ArrayList<>(BATCH);
    while (rows.next()) {
      batch.add(query.row(rows));
      if (batch.size() == BATCH) {
        batches.put(batch);
        batch = new ArrayList<>(BATCH);
      }
    }
    if (!batch.isEmpty()) {
      batches.put(batch);
    }
  }

  /**
   * Hands every row to a consumer.
   *
   * @param stop asked while nothing comes: whether nobody waits for the rows any more
   * @return whether that were all; false if it was stopped
   * @throws IOException as the consumer does
   */
  public boolean forEach(Consumer consumer, BooleanSupplier stop)
      throws TargetException, IOException, InterruptedException {
    while (true) {
      // asked before the queue is: what was put before the end is then still found
      boolean last = ended;
      List<HistoryRow> some = batches.poll(last ? 0 : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (some != null) {
        for (HistoryRow row : some) {
          consumer.row(row);
        }
      } else if (last) {
        if (failure != null) {
          throw failure;
        }
        if (defect != null) {
          throw new IllegalStateException(defect);
        }
        return true;
      }
      if (stop.getAsBoolean()) {
        return false;
      }
    }
  }

  /** Ends the query: an answer that is still waited for is given up. */
  @Override
  public void close() {
    thread.interrupt();
    Connection open = connection;
    if (open != null && !ended) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // it is given up all the same: the thread ends with the time-out of its answer
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
