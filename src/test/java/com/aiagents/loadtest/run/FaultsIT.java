package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.HistoryRows;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.workflow.HistoryRow;
import com.aiagents.loadtest.workflow.HistoryRow.Status;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Every fault that the embedded target can be asked for does what it says, seen from outside. */
class FaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(3);

  /** What a client sees that waits in vain. */
  private static final int NO_ANSWER = 0;

  @TempDir private static Path folder;
  private static final Secret SECRET = Secret.random();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  // more at a time would take longer than one may take
  private static final ExecutorService STARTERS = Executors.newFixedThreadPool(2);
  private static final Map<String, EmbeddedProcess> TARGETS = new LinkedHashMap<>();

  @BeforeAll
  static void startsSeveralAtOnce() {
    Map<String, CompletableFuture<EmbeddedProcess>> starting = new LinkedHashMap<>();
    starting.put(
        "tickets",
        start(
            "tickets",
            "--llm-median 50 --seed 6",
            "lose=4% duplicate=4% corrupt=15% fail=5% http-errors=9% timeouts=5%"
                + " clock-skew=5s leak=16MiB/s log-errors=2"));
    starting.put(
        "pool", start("pool", "--llm-median 100 --llm-sigma 0", "pool=2 slow=2.5x rate-limit=20"));
    starting.put(
        "crash",
        start(
            "crash",
            "--llm-median 2000 --llm-sigma 0",
            "stall-at=1s stall-for=2s degrade=20%/s crash-at=4s"));
    starting.put(
        "hang",
        start(
            "hang",
            "--llm-median 3000 --llm-sigma 0",
            "reject-signature stall-at=0.5s hang-at=4s"));
    starting.forEach((name, target) -> TARGETS.put(name, target.join()));
    STARTERS.shutdown();
  }

  private static CompletableFuture<EmbeddedProcess> start(
      String name, String options, String faults) {
    List<String> words = new ArrayList<>(List.of(options.split(" ")));
    for (String fault : faults.split(" ")) {
      words.add("--fault");
      words.add(fault);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return EmbeddedProcess.start(Project.current(), 0, log(name), SECRET, words);
          } catch (EnvironmentException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        STARTERS);
  }

  @AfterAll
  static void faultyOrNotTheyStop() throws InterruptedException {
    List<String> works = TARGETS.values().stream().map(t -> t.work().toString()).toList();
    TARGETS.values().parallelStream().forEach(EmbeddedProcess::close);
    for (String work : works) {
      Processes.awaitNone(work);
      assertThat(Path.of(work)).doesNotExist();
    }
  }

  /** Faults of single tickets, of the clock, of memory and of the log. */
  @Test
  void ticketsGoWrongAsTheLogSays() throws Exception {
    String name = "tickets";
    Target target = TARGETS.get(name).target();
    assertThat(send(target, ticket("T-1")).join()).isEqualTo(202);
    double memory = gauge(target, "process_resident_memory_bytes");
    Map<String, CompletableFuture<Integer>> sending = new LinkedHashMap<>();
    for (int i = 2; i <= 60; i++) {
      sending.put("T-" + i, send(target, ticket("T-" + i)));
    }
    Map<String, Integer> codes = new LinkedHashMap<>();
    sending.forEach((ticket, code) -> codes.put(ticket, code.join()));
    codes.put("T-1", 202);

    Map<String, String> errors = hits(name, "http-errors");
    Map<String, String> silences = hits(name, "timeouts");
    assertThat(errors.values())
        .hasSizeBetween(5, 6)
        .startsWith("answered 500, not queued", "answered 500, queued all the same");
    assertThat(silences.values())
        .hasSizeBetween(4, 5)
        .startsWith("never answered, not queued", "never answered, queued all the same");
    codes.forEach(
        (ticket, code) ->
            assertThat(code)
                .as(ticket)
                .isEqualTo(
                    errors.containsKey(ticket)
                        ? 500
                        : silences.containsKey(ticket) ? NO_ANSWER : 202));

    List<String> queued =
        codes.keySet().stream()
            .filter(t -> !(errors.getOrDefault(t, "") + silences.get(t)).contains("not queued"))
            .toList();
    Processes.await(
        "all jobs taken",
        PATIENCE,
        () ->
            rows(target).size() >= queued.size() - hits(name, "lose").size()
                && rows(target).stream().noneMatch(r -> r.status() == Status.PENDING));
    Map<String, String> lost = hits(name, "lose");
    Map<String, String> twice = hits(name, "duplicate");
    Map<String, String> corrupt = hits(name, "corrupt");
    Map<String, String> failed = hits(name, "fail");
    assertThat(lost).hasSizeBetween(2, 5);
    assertThat(twice).hasSizeBetween(2, 5);
    assertThat(corrupt).hasSizeBetween(7, 9);
    assertThat(failed).hasSizeBetween(2, 5);
    assertThat(Stream.of(lost, twice, corrupt, failed).flatMap(m -> m.keySet().stream()).distinct())
        .as("one fault a ticket at most")
        .hasSize(lost.size() + twice.size() + corrupt.size() + failed.size())
        .doesNotContain("T-1");

    Map<String, List<HistoryRow>> byTicket =
        rows(target).stream().collect(Collectors.groupingBy(HistoryRow::ticketId));
    for (String ticket : codes.keySet()) {
      List<HistoryRow> rows = byTicket.getOrDefault(ticket, List.of());
      if (!queued.contains(ticket) || lost.containsKey(ticket)) {
        assertThat(rows).as(ticket).isEmpty();
        continue;
      }
      assertThat(rows).as(ticket).hasSize(twice.containsKey(ticket) ? 2 : 1);
      for (HistoryRow row : rows) {
        if (corrupt.containsKey(ticket)) {
          assertCorrupt(row, corrupt.get(ticket));
        } else if (failed.containsKey(ticket)) {
          assertThat(row.status()).as(ticket).isEqualTo(Status.FAILED);
          assertThat(row.hasError()).as(ticket).isTrue();
          assertSkew(row);
        } else {
          assertThat(row.status()).as(ticket).isEqualTo(Status.COMPLETED);
          assertThat(row.hasOutput() && !row.hasError()).as(ticket).isTrue();
          assertSkew(row);
        }
      }
    }
    assertThat(corrupt.values().stream().limit(5))
        .containsExactly(
            "completed without llm_output",
            "completed without completed_at",
            "completed_at one hour before created_at",
            "failed without error_message",
            "completed without llm_output");

    Processes.await(
        "memory leaks",
        PATIENCE,
        () -> gauge(target, "process_resident_memory_bytes") > memory + 100e6);
    Processes.await("two errors in the log", PATIENCE, () -> text(name).contains("error 2 of 2"));
    List<String> bad = text(name).lines().filter(l -> l.contains(" ERROR ")).toList();
    assertThat(bad).as("as many as were asked for").hasSize(errors.size() + failed.size() + 2);
    for (String ticket :
        Stream.concat(errors.keySet().stream(), failed.keySet().stream()).toList()) {
      assertThat(bad).as(ticket).anyMatch(l -> l.contains("ticket " + ticket + " "));
    }
  }

  private static void assertCorrupt(HistoryRow row, String how) {
    boolean failed = how.startsWith("failed");
    assertThat(row.status()).as(how).isEqualTo(failed ? Status.FAILED : Status.COMPLETED);
    assertThat(row.hasError()).as(how).isFalse();
    assertThat(row.hasOutput()).as(how).isEqualTo(!failed && !how.contains("llm_output"));
    if (how.contains("without completed_at")) {
      assertThat(row.completedMillis()).isNull();
    } else if (how.contains("before")) {
      assertThat(row.createdMillis() - row.completedMillis()).isBetween(3_600_000L, 3_605_000L);
    } else {
      assertSkew(row);
    }
  }

  private static void assertSkew(HistoryRow row) {
    long skew = row.completedMillis() - row.createdMillis() - row.processingMillis();
    // a worker counts from before it has a connection, the row from after
    assertThat(skew).as("skew of " + row).isBetween(3_000L, 5_100L);
  }

  /** The classic mistake: a connection is kept while the LLM thinks. */
  @Test
  void aSmallPoolIsUsedUpByThinking() throws Exception {
    Target target = TARGETS.get("pool").target();
    assertThat(gauge(target, "database_pool_size")).isEqualTo(2);
    List<Integer> codes = new ArrayList<>();
    // a minute may end in between, and then 20 more are taken
    while (!codes.contains(429) && codes.size() < 41) {
      codes.add(send(target, ticket("P-" + codes.size())).join());
    }
    assertThat(codes.subList(0, 20)).containsOnly(202);
    assertThat(codes).contains(429).containsOnly(202, 429);
    int accepted = codes.size() - 1;
    List<Double> inUse = new ArrayList<>();
    List<Integer> idle = new ArrayList<>();
    Processes.await(
        "all completed",
        PATIENCE,
        () -> {
          inUse.add(gauge(target, "database_pool_in_use"));
          idle.add(idleInTransaction("pool"));
          List<HistoryRow> rows = rows(target);
          assertThat(rows.stream().filter(r -> r.status() == Status.PENDING).count())
              .isLessThanOrEqualTo(2);
          return rows.stream().filter(r -> r.status() == Status.COMPLETED).count() == accepted;
        });
    assertThat(inUse).contains(2.0).allMatch(n -> n <= 2);
    assertThat(idle).contains(2).allMatch(n -> n <= 2);
    assertThat(rows(target)).hasSize(accepted).allMatch(r -> r.processingMillis() >= 250);
    Processes.await(
        "connections given back", PATIENCE, () -> gauge(target, "database_pool_in_use") == 0);
    assertThat(text("pool")).doesNotContain(" ERROR ");
  }

  @Test
  void workersStallAndRecoverAndTheApiCrashes() throws Exception {
    String name = "crash";
    Target target = TARGETS.get(name).target();
    assertThat(send(target, ticket("C-1")).join()).isEqualTo(202);
    assertThat(text(name)).doesNotContain("time zero");
    assertThat(send(target, ticket("C-2")).join()).isEqualTo(202);
    awaitLog(name, "fault stall-for: begins");
    assertThat(send(target, ticket("C-3")).join()).isEqualTo(202);
    Processes.await(
        "end of the stall",
        PATIENCE,
        () -> {
          List<HistoryRow> rows = rows(target);
          boolean ended = text(name).contains("fault stall-for: ends");
          if (!ended) {
            // C-1 may have been done before, when the first request took long
            assertThat(rows)
                .as("C-2 does not finish, and C-3 is not taken")
                .hasSize(2)
                .anyMatch(r -> r.ticketId().equals("C-2") && r.status() == Status.PENDING);
          }
          return ended;
        });
    awaitLog(name, "fault crash-at: begins");
    Processes.await("connection refused", PATIENCE, () -> refuses(target));
    push(target, "C-4");
    awaitCompleted(target, "C-1", "C-2", "C-3", "C-4");
    Map<String, HistoryRow> rows =
        rows(target).stream().collect(Collectors.toMap(HistoryRow::ticketId, r -> r));
    assertThat(rows.get("C-2").processingMillis()).as("with the stall").isBetween(2_800, 6_000);
    // taken 3 s and more after time zero: 20 % slower with every second
    assertThat(rows.get("C-3").processingMillis()).isGreaterThanOrEqualTo(3_200);
    assertThat(rows.get("C-4").processingMillis())
        .isGreaterThan(rows.get("C-3").processingMillis());
    assertThat(text(name)).doesNotContain(" ERROR ");
  }

  @Test
  void nothingIsAcceptedThenNothingIsTakenThenNothingIsAnswered() throws Exception {
    String name = "hang";
    Target target = TARGETS.get(name).target();
    assertThat(send(target, ticket("H-1")).join()).isEqualTo(401);
    push(target, "H-2");
    Processes.await("H-2 in progress", PATIENCE, () -> rows(target).size() == 1);
    assertThat(send(target, ticket("H-3")).join()).isEqualTo(401);
    awaitLog(name, "fault stall-at: begins");
    push(target, "H-4");
    push(target, "H-5");
    awaitLog(name, "fault hang-at: begins");
    // more than the server has threads
    List<CompletableFuture<Boolean>> waiting =
        IntStream.range(0, 300)
            .mapToObj(i -> hangs(target, i % 2 == 0 ? "/health" : "/nowhere"))
            .toList();
    CompletableFuture<Integer> webhook = send(target, ticket("H-6"));
    assertThat(waiting).allMatch(CompletableFuture::join);
    assertThat(webhook.join()).isEqualTo(NO_ANSWER);
    assertThat(refuses(target)).as("it still accepts connections").isFalse();
    assertThat(new Queue(target).depth()).isEqualTo(2);
    assertThat(rows(target))
        .hasSize(1)
        .allMatch(r -> r.ticketId().equals("H-2") && r.status() == Status.PENDING);
    assertThat(text(name)).doesNotContain("ends", " ERROR ");
  }

  private static Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static String text(String name) {
    try {
      return Files.readString(log(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitLog(String name, String line) throws InterruptedException {
    Processes.await(line, PATIENCE, () -> text(name).contains(line));
  }

  /** The tickets that a fault hit, in the order of the log, each with what happened. */
  private static Map<String, String> hits(String name, String fault) {
    Map<String, String> hits = new LinkedHashMap<>();
    Matcher line =
        Pattern.compile("INFO +\\w+ fault " + fault + ": ticket (\\S+) (.*)").matcher(text(name));
    while (line.find()) {
      assertThat(hits.put(line.group(1), line.group(2))).isNull();
    }
    return hits;
  }

  private static List<HistoryRow> rows(Target target) {
    List<HistoryRow> rows = new ArrayList<>();
    try {
      try (HistoryRows all = new History(target).rows("")) {
        all.forEach(rows::add, () -> false);
      }
    } catch (TargetException | IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private static void awaitCompleted(Target target, String... tickets) throws InterruptedException {
    Processes.await(
        "completed",
        PATIENCE,
        () ->
            rows(target).stream()
                .filter(r -> r.status() == Status.COMPLETED)
                .map(HistoryRow::ticketId)
                .collect(Collectors.toSet())
                .containsAll(List.of(tickets)));
  }

  private static int idleInTransaction(String name) {
    String url =
        TARGETS
            .get(name)
            .databaseUrl()
            .replaceFirst(
                "postgresql://(\\w+):(\\w+)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2");
    try (Connection c = DriverManager.getConnection(url);
        Statement s = c.createStatement();
        ResultSet count =
            s.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE usename = current_user AND state = 'idle in transaction'")) {
      count.next();
      return count.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts a job into the queue as the API would. */
  private static void push(Target target, String ticket) {
    try (Jedis redis = new Jedis(target.redis().orElseThrow())) {
      redis.lpush(
          target.queue(),
          new ObjectMapper()
              .createObjectNode()
              .put("job_id", ticket)
              .put("tenant_id", target.tenant())
              .put("ticket_id", ticket)
              .put("description", "x")
              .put("priority", "low")
              .toString());
    }
  }

  private static double gauge(Target target, String name) {
    try {
      HttpResponse<String> metrics =
          HTTP.send(
              HttpRequest.newBuilder(target.resolve("/metrics/")).build(),
              HttpResponse.BodyHandlers.ofString());
      return metrics
          .body()
          .lines()
          .filter(l -> l.startsWith(name + " "))
          .mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean refuses(Target target) {
    try {
      HTTP.send(
          HttpRequest.newBuilder(target.resolve("/health")).timeout(CLIENT_TIMEOUT).build(),
          HttpResponse.BodyHandlers.discarding());
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      // cut in the middle, or no answer: not refused
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<Boolean> hangs(Target target, String path) {
    return HTTP.sendAsync(
            HttpRequest.newBuilder(target.resolve(path)).timeout(CLIENT_TIMEOUT).build(),
            HttpResponse.BodyHandlers.discarding())
        .handle((answer, e) -> e != null && cause(e) instanceof HttpTimeoutException);
  }

  private static Throwable cause(Throwable e) {
    return e instanceof CompletionException ? e.getCause() : e;
  }

  private static String ticket(String id) {
    return new ObjectMapper()
        .createObjectNode()
        .put("event", "ticket_created")
        .put("ticket_id", id)
        .put("tenant_id", "load-test-tenant")
        .put("description", "The printer burns")
        .put("priority", "low")
        .put("created_at", Instant.now().toString())
        .toString();
  }

  /** Sends a signed webhook; its status code, or {@link #NO_ANSWER}. */
  private static CompletableFuture<Integer> send(Target target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(target.resolve("/webhooks/servicedesk/load-test-tenant"))
            .timeout(CLIENT_TIMEOUT)
            .header("X-ServiceDesk-Signature", "sha256=" + SECRET.sign(bytes))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle(
            (answer, e) -> {
              if (e == null) {
                return answer.statusCode();
              }
              assertThat(cause(e)).isInstanceOf(HttpTimeoutException.class);
              return NO_ANSWER;
            });
  }
}
