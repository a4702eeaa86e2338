package com.aiagents.loadtest.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The embedded target as a process.
 *
 * <p>When it is ready it prints one line of JSON on standard output: {@code url}, {@code database}
 * and {@code redis}, with which it can be reached. The key that decrypts tenant secrets comes from
 * the environment variable {@code ENCRYPTION_KEY}. It stops on SIGTERM and leaves no process
 * behind; the folder that it worked in is its starter's to remove.
 */
@Command(name = "embedded-target")
public final class EmbeddedTarget implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger("target");

  @Option(names = "--port", description = "HTTP port; 0 takes a free one")
  private int port;

  @Option(names = "--work", required = true, description = "an empty folder for its files")
  private Path work;

  @Option(names = "--binaries", required = true, description = "where PostgreSQL is unpacked")
  private Path binaries;

  @Option(names = "--queue", defaultValue = "enhancement_queue")
  private String queueKey;

  @Option(names = "--default-tenant", defaultValue = "load-test-tenant")
  private String defaultTenant;

  @Option(names = "--workers", defaultValue = "300", description = "jobs in progress at most")
  private int workers;

  @Option(names = "--pool", defaultValue = "12", description = "database connections")
  private int pool;

  @Option(names = "--llm-median", defaultValue = "1000", description = "ms")
  private long llmMedianMillis;

  @Option(names = "--llm-sigma", defaultValue = "0.4")
  private double llmSigma;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--fault", paramLabel = "NAME=VALUE", description = "what is to go wrong")
  private List<String> faultWords = List.of();

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new EmbeddedTarget());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          String why = e.getMessage() == null ? e.toString() : e.getMessage();
          LOG.error("not started: {}", why);
          say(new ObjectMapper().createObjectNode().put("error", why));
          return 1;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Faults faults = Faults.parse(faultWords);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitStop(stop, stopped), "stop"));
    String password = randomText();
    // half of the start is PostgreSQL's initdb: the rest goes on beside it
    int connections = faults.count(Fault.POOL).orElse(pool);
    FutureTask<Database> starting =
        new FutureTask<>(
            () -> Database.start(work.resolve("postgres"), binaries, password, connections));
    new Thread(starting, "database").start();
    try (JobQueue queue = JobQueue.start(work.resolve("redis"), queueKey);
        Timeline timeline = new Timeline()) {
      TargetMetrics metrics = new TargetMetrics(queue, queueKey);
      LlmStandIn llm = new LlmStandIn(Duration.ofMillis(llmMedianMillis), llmSigma, seed);
      WorkerFaults workerFaults = new WorkerFaults(faults, seed, timeline);
      ApiFaults apiFaults = new ApiFaults(faults, seed, timeline);
      Database database = started(starting);
      metrics.watch(database);
      Tenants tenants = new Tenants(database, queue, System.getenv("ENCRYPTION_KEY"));
      try (WorkerPool pool = new WorkerPool(queue, database, llm, metrics, workers, workerFaults);
          Api api = new Api(database, queue, tenants, metrics, defaultTenant, apiFaults)) {
        pool.start();
        int bound = listen(api);
        if (!faults.isEmpty()) {
          LOG.info("faults on demand: {}, seed {}", faults, seed);
        }
        ready("http://127.0.0.1:" + bound, database.url(), queue.url());
        stop.await();
        LOG.info("stopping");
      }
    } finally {
      try {
        started(starting).close();
      } finally {
        stopped.countDown();
      }
    }
    return 0;
  }

  /** Waits for the database; a failure of its start is thrown here. */
  private static Database started(FutureTask<Database> starting)
      throws IOException, SQLException, InterruptedException {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException("PostgreSQL did not start: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private int listen(Api api) throws IOException {
    try {
      return api.start(port);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IOException("port " + port + " is in use");
        }
      }
      throw e;
    }
  }

  private static void ready(String url, String database, String redis) {
    ObjectNode ready = new ObjectMapper().createObjectNode();
    ready.put("url", url);
    ready.put("database", database);
    ready.put("redis", redis);
    LOG.info("ready on {}", url);
    say(ready);
  }

  /** The one line that the starter reads. */
  private static void say(ObjectNode line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void awaitStop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String randomText() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
