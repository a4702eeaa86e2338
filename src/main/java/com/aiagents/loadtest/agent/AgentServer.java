package com.aiagents.loadtest.agent;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * The agent's side: has JMeter for one run after the other, and ends the load of a launcher that
 * fell silent. Safe for many threads.
 */
final class AgentServer implements AgentService {
  private static final String TICKETS_FILE = "tickets.csv";
  private static final int REACH_MILLIS = 3_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

  /** The longest answer of a target, and the longest think time of the scenarios with room. */
  private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Engine engine;
  private final Optional<String> secret;
  private final Map<String, String> jars;
  private final Path work;
  private final LongSupplier nanos;
  private final GeneratorState state = new GeneratorState();
  private String run = "";
  private long heard;
  private long orphaned;

  /**
   * An agent that is free.
   *
   * @param secret of the webhooks, if the agent has one
   * @param jars digests of what plans need
   * @param work a folder for the files of a run
   * @param nanos a clock that never jumps
   */
  AgentServer(
      Engine engine,
      Optional<String> secret,
      Map<String, String> jars,
      Path work,
      LongSupplier nanos) {
    this.engine = engine;
    this.secret = secret;
    this.jars = Map.copyOf(jars);
    this.work = work;
    this.nanos = nanos;
    engine.begin(STOP);
  }

  @Override
  public synchronized Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put(FACT_PROTOCOL, PROTOCOL);
    facts.put(FACT_JMETER, engine.version());
    facts.put(FACT_JAVA, System.getProperty("java.version"));
    facts.put(FACT_PAUSES, state.tellsPauses() ? TELLS_PAUSES : "");
    facts.put(FACT_BUSY, run.isEmpty() && engine.running() ? "a test of another JMeter" : run);
    jars.forEach((name, digest) -> facts.put(FACT_JAR + name, digest));
    return facts;
  }

  @Override
  public long clock() {
    return System.currentTimeMillis();
  }

  @Override
  public String proof(String nonce) {
    return secret.map(text -> AgentProof.of(text, nonce)).orElse("");
  }

  @Override
  public String reach(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
      connection.setConnectTimeout(REACH_MILLIS);
      connection.setReadTimeout(REACH_MILLIS);
      connection.setInstanceFollowRedirects(false);
      try {
        connection.getResponseCode();
        return "";
      } finally {
        connection.disconnect();
      }
    } catch (SSLException e) {
      // it answered; JMeter takes every certificate
      return "";
    } catch (IOException | IllegalArgumentException e) {
      return AgentConnection.reason(e);
    }
  }

  @Override
  public synchronized void prepare(String newRun, Map<String, String> properties, byte[] tickets) {
    if (!run.isEmpty() || engine.running()) {
      throw new IllegalStateException("busy with " + facts().get(FACT_BUSY));
    }
    try {
      Map<String, String> all = new HashMap<>(properties);
      Path file = work.resolve(TICKETS_FILE);
      Files.write(file, tickets);
      all.put("tickets", file.toString());
      engine.begin(all);
      engine.hold();
    } catch (IOException e) {
      throw new IllegalStateException("the tickets cannot be written: " + e);
    }
    run = newRun;
    heard = nanos.getAsLong();
    orphaned = 0;
  }

  @Override
  public synchronized Map<String, Double> ask(String asking) {
    require(asking);
    heard = nanos.getAsLong();
    Map<String, Double> answers = state.readings();
    answers.put(RUNNING, engine.running() ? 1.0 : 0.0);
    answers.put(READY, engine.ready() ? 1.0 : 0.0);
    answers.put(USERS, (double) engine.users());
    answers.put(TICKETS, (double) engine.tickets());
    answers.put(LOST, (double) engine.lost());
    return answers;
  }

  @Override
  public synchronized void go(String asking) {
    require(asking);
    engine.go();
  }

  @Override
  public synchronized void change(String asking, Map<String, String> properties) {
    require(asking);
    engine.change(properties);
    if (properties.containsKey("stop")) {
      // whoever waits for the beginning has the end before it
      engine.go();
    }
  }

  @Override
  public synchronized void stopNow(String asking) {
    require(asking);
    stop();
    if (engine.running()) {
      engine.stopNow();
    }
  }

  @Override
  public synchronized void release(String asking) {
    if (!run.equals(asking)) {
      return;
    }
    if (engine.running()) {
      // it goes on by itself until it has ended
      orphaned = nanos.getAsLong();
      stop();
      engine.stopNow();
      return;
    }
    free();
  }

  /**
   * Ends the load of a launcher that fell silent: gracefully at first, and then at once. To be
   * called every second.
   */
  synchronized void tend() {
    long now = nanos.getAsLong();
    if (run.isEmpty()) {
      return;
    }
    if (orphaned == 0) {
      if (now - heard > PATIENCE_NANOS) {
        orphaned = now;
        stop();
      }
    } else if (!engine.running()) {
      free();
    } else if (now - orphaned > LEAVING_NANOS) {
      orphaned = now;
      engine.stopNow();
    }
  }

  /** Which run has it; empty if it is free. */
  synchronized String run() {
    return run;
  }

  private void stop() {
    engine.change(STOP);
    engine.go();
  }

  private void free() {
    run = "";
    orphaned = 0;
    // a test that comes late, or that nobody prepared, has no users
    engine.begin(STOP);
    try {
      Files.deleteIfExists(work.resolve(TICKETS_FILE));
    } catch (IOException e) {
      // the next run writes over it
    }
  }

  private void require(String asking) {
    if (!run.equals(asking) || orphaned != 0) {
      throw new IllegalStateException(
          "the agent is not with this run any more" + (run.isEmpty() ? "" : ", but with " + run));
    }
  }
}
