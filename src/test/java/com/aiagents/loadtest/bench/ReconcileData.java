package com.aiagents.loadtest.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Makes a run of many tickets to reconcile: {@code ReconcileData FOLDER TICKETS}, with the database
 * of AI_AGENTS_DATABASE_URL. Samples come in the order they were sent, rows in another.
 */
public final class ReconcileData {
  private static final long START = 1_700_000_000_000L;
  private static final long BATCH = 500_000;

  /** A prime, so that multiplying by it modulo a round number meets every ticket once. */
  private static final long SHUFFLE = 7_919;

  private ReconcileData() {}

  public static void main(String[] args) throws IOException, SQLException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    long tickets = Long.parseLong(args[1]);
    String run = "BENCH" + tickets;
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":1,"run":"%s","scenario":"peak","state":"finished","samples":"samples.jtl",
         "load":{"users":100,"warmUpSeconds":30,"durationSeconds":%d,"thinkTimeMillis":5000}}
        """
            .formatted(run, tickets / 1000));
    writeSamples(folder.resolve("samples.jtl"), run, tickets);
    insertRows(run, tickets);
  }

  private static void writeSamples(Path file, String run, long tickets) throws IOException {
    UUID job = UUID.randomUUID();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
              + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect,"
              + "\"ticket_id\",\"job_id\"\n");
      for (long i = 0; i < tickets; i++) {
        out.write(
            (START + i)
                + ",7,POST /webhooks/servicedesk/{tenant_id},202,Accepted,Users 1-"
                + i % 100
                + ",text,true,,210,1100,100,100,http://localhost:8000/webhooks,7,0,0,"
                + run
                + "-"
                + i
                + ","
                + job
                + "\n");
      }
    }
  }

  private static void insertRows(String run, long tickets) throws SQLException {
    String url = System.getenv("AI_AGENTS_DATABASE_URL");
    String login = url.substring(url.indexOf("//") + 2, url.indexOf('@'));
    try (Connection c =
            DriverManager.getConnection(
                "jdbc:postgresql://" + url.substring(url.indexOf('@') + 1),
                login.substring(0, login.indexOf(':')),
                login.substring(login.indexOf(':') + 1));
        Statement s = c.createStatement()) {
      s.execute("SELECT set_config('app.current_tenant_id', 'load-test-tenant', false)");
      for (long from = 0; from < tickets; from += BATCH) {
        s.execute(
            """
            INSERT INTO enhancement_history (id, tenant_id, ticket_id, status, llm_output,
              processing_time_ms, created_at, completed_at)
            SELECT gen_random_uuid(), 'load-test-tenant', '%s-' || k, 'completed', 'done', 1000,
              to_timestamp((%d + k + 20) / 1000.0), to_timestamp((%d + k + 1020) / 1000.0)
            FROM (SELECT n * %d %% %d AS k FROM generate_series(%d::bigint, %d) n) shuffled
            """
                .formatted(
                    run,
                    START,
                    START,
                    SHUFFLE,
                    tickets,
                    from,
                    Math.min(tickets, from + BATCH) - 1));
      }
    }
  }
}
