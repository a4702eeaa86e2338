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

/**
 * The rows of one run, read ahead in a thread of its own: the server sorts and sends while the rows
 * before are followed.
 *
 * <p>Comes through a server-side cursor; a few batches wait at most. Used by one thread besides.
 */
public final class HistoryRows implements AutoCloseable {
  private static final int BATCH = 2_000;
  private static final int BATCHES = 8;

  private final BlockingQueue<List<HistoryRow>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Query query;
  private final Thread thread;
  private volatile TargetException failure;

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
    try {
      try (Connection c = query.connect();
          PreparedStatement statement = query.prepare(c)) {
        read(statement.executeQuery());
      } catch (SQLException e) {
        failure = query.failure(e);
      } catch (TargetException e) {
        failure = e;
      }
      // the end, after which nothing comes
      batches.put(List.of());
    } catch (InterruptedException e) {
      // closed before the end: nobody waits for more
      Thread.currentThread().interrupt();
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
   * @throws IOException as the consumer does
   */
  public void forEach(Consumer consumer) throws TargetException, IOException, InterruptedException {
    for (List<HistoryRow> some = batches.take(); !some.isEmpty(); some = batches.take()) {
      for (HistoryRow row : some) {
        consumer.row(row);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends the query; the thread ends with the answer that it waits for, which has a time-out. */
  @Override
  public void close() {
    thread.interrupt();
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
