package com.aiagents.loadtest.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The figures of a JTL by DuckDB, as something to compare the gate with: {@code DuckDbGate JTL
 * JSON}.
 *
 * <p>Written for speed. The types of the columns are given, so nothing is guessed; two threads read
 * the file, once, and only the columns that are needed; rows are counted by second, label and exact
 * millisecond while they are read, and every figure follows from these counts. (Keeping the rows in
 * a table and asking {@code quantile_disc} took a tenth longer and gave the same.) Percentiles are
 * nearest rank. Prints the seconds from the open connection to the last figure: without the start
 * of the JVM and the unpacking of DuckDB's library.
 */
public final class DuckDbGate {
  private static final String COUNT =
      """
      CREATE TEMP TABLE counted AS
      SELECT "timeStamp" // 1000 AS second, label, elapsed, success,
        CASE WHEN NOT success THEN coalesce(responseCode, '') END AS code,
        CASE WHEN NOT success THEN
          left(coalesce(nullif(failureMessage, ''), responseMessage, ''), 200) END AS message,
        count(*) AS n, max(allThreads) AS users,
        min("timeStamp") AS first, max("timeStamp" + elapsed) AS last,
        count(ticket_id) AS tickets, bit_xor(hash(ticket_id)) AS fingerprint, count(job_id) AS jobs
      FROM read_csv('%s', auto_detect = false, header = true, parallel = true,
        delim = ',', quote = '"', escape = '"', columns = {
          'timeStamp': 'BIGINT', 'elapsed': 'BIGINT', 'label': 'VARCHAR',
          'responseCode': 'VARCHAR', 'responseMessage': 'VARCHAR', 'threadName': 'VARCHAR',
          'dataType': 'VARCHAR', 'success': 'BOOLEAN', 'failureMessage': 'VARCHAR',
          'bytes': 'BIGINT', 'sentBytes': 'BIGINT', 'grpThreads': 'INTEGER',
          'allThreads': 'INTEGER', 'URL': 'VARCHAR', 'Latency': 'BIGINT', 'IdleTime': 'BIGINT',
          'Connect': 'BIGINT', 'ticket_id': 'VARCHAR', 'job_id': 'VARCHAR'})
      GROUP BY ALL
      """;

  private static final String LABELS =
      """
      WITH times AS (
        SELECT coalesce(label, 'TOTAL') AS label, elapsed, sum(n)::BIGINT AS n,
          coalesce(sum(n) FILTER (NOT success), 0)::BIGINT AS failed,
          min(first) AS first, max(last) AS last
        FROM counted GROUP BY GROUPING SETS ((label, elapsed), (elapsed))),
      ranks AS (
        SELECT *, sum(n) OVER (PARTITION BY label) AS total,
          sum(n) OVER (PARTITION BY label ORDER BY elapsed) AS rank
        FROM times)
      SELECT label, sum(n)::BIGINT AS count, sum(failed)::BIGINT AS errors, min(elapsed) AS min,
        sum(elapsed * n) / sum(n) AS mean,
        min(elapsed) FILTER (rank * 1000 >= total * 500) AS p50,
        min(elapsed) FILTER (rank * 1000 >= total * 900) AS p90,
        min(elapsed) FILTER (rank * 1000 >= total * 950) AS p95,
        min(elapsed) FILTER (rank * 1000 >= total * 990) AS p99,
        min(elapsed) FILTER (rank * 1000 >= total * 999) AS "p99.9",
        max(elapsed) AS max, sum(n) * 1000 / (max(last) - min(first)) AS throughput
      FROM ranks GROUP BY label ORDER BY label = 'TOTAL', label
      """;

  private static final String ERRORS =
      """
      SELECT code, message, sum(n)::BIGINT AS count
      FROM counted WHERE NOT success GROUP BY ALL ORDER BY count DESC, code, message LIMIT 5
      """;

  private static final String SECONDS =
      """
      WITH times AS (
        SELECT second, elapsed, sum(n) AS n, max(users) AS users,
          coalesce(sum(n) FILTER (NOT success), 0) AS failed
        FROM counted GROUP BY second, elapsed),
      ranks AS (
        SELECT *, sum(n) OVER (PARTITION BY second) AS total,
          sum(n) OVER (PARTITION BY second ORDER BY elapsed) AS rank
        FROM times)
      SELECT second, sum(n)::BIGINT AS count, sum(failed)::BIGINT AS errors,
        min(elapsed) FILTER (rank * 100 >= total * 50) AS p50,
        min(elapsed) FILTER (rank * 100 >= total * 95) AS p95, max(users) AS users
      FROM ranks GROUP BY second ORDER BY second
      """;

  private static final String IDS =
      """
      SELECT sum(tickets)::BIGINT AS tickets, sum(jobs)::BIGINT AS jobs,
        bit_xor(fingerprint)::VARCHAR AS fingerprint
      FROM counted
      """;

  private final ObjectNode figures = new ObjectMapper().createObjectNode();
  private final Statement statement;

  private DuckDbGate(Statement statement) {
    this.statement = statement;
  }

  public static void main(String[] args) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      long begin = System.nanoTime();
      DuckDbGate gate = new DuckDbGate(statement);
      gate.read(args[0]);
      gate.answer("labels", LABELS);
      gate.answer("errors", ERRORS);
      gate.answer("seconds", SECONDS);
      gate.answer("ids", IDS);
      System.out.printf("%.2f%n", (System.nanoTime() - begin) / 1e9);
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(Path.of(args[1]).toFile(), gate.figures);
    }
  }

  private void read(String file) throws SQLException {
    statement.execute("SET threads = 2");
    statement.execute("SET preserve_insertion_order = false");
    statement.execute(COUNT.formatted(file.replace("'", "''")));
  }

  private void answer(String name, String question) throws SQLException {
    ArrayNode rows = figures.putArray(name);
    try (ResultSet found = statement.executeQuery(question)) {
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        ObjectNode row = rows.addObject();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.putPOJO(columns.getColumnLabel(i), found.getObject(i));
        }
      }
    }
  }
}
