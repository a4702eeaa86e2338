package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentConnection;
import com.aiagents.loadtest.agent.AgentService;
import com.aiagents.loadtest.unit.ClockOffset;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One agent that was taken for a run: asks it every second how it is, which also tells it that we
 * live, until it is closed or the agent is given up. Safe for many threads.
 */
final class AgentLink {
  private static final long PERIOD_MILLIS = 1_000;

  private static final List<String> SUMS = List.of("pause_millis", "collections");
  private static final List<String> HIGHEST = List.of("cpu", "longest_pause_millis");
  private static final List<String> LATEST = List.of("heap_bytes", "drift_millis");

  /** So long may an agent be silent before it is given up. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AgentAddress address;
  private final AgentService service;
  private final ClockOffset clock;
  private final String run;
  private final Thread asking;
  private Map<String, Double> answer = Map.of();

  /** What happened in the generator since it was last taken. */
  private final Map<String, Double> since = new HashMap<>();

  private long answeredNanos;
  private Instant answeredAt;
  private Instant lostAt;
  private String lost;
  private boolean ran;
  private volatile boolean closed;

  AgentLink(AgentAddress address, AgentService service, ClockOffset clock, String run) {
    this.address = address;
    this.service = service;
    this.clock = clock;
    this.run = run;
    this.answeredNanos = System.nanoTime();
    this.answeredAt = Instant.now();
    this.asking = new Thread(this::askAgain, "agent " + address);
    asking.setDaemon(true);
    asking.start();
  }

  AgentAddress address() {
    return address;
  }

  /** The latest answer; empty before the first. */
  synchronized Map<String, Double> answer() {
    return answer;
  }

  /** Whether its JMeter runs a test, as far as we know; false of one that is gone. */
  synchronized boolean running() {
    return lost == null && answer.getOrDefault(AgentService.RUNNING, 0.0) > 0;
  }

  /** Whether its JMeter has done the checks of the plan; its users come when all are ready. */
  synchronized boolean ready() {
    return answer.getOrDefault(AgentService.READY, 0.0) > 0;
  }

  /** Whether its JMeter ever ran a test of this run. */
  synchronized boolean ran() {
    return ran;
  }

  /** Gives up one whose test JMeter did not start: JMeter itself goes on without it. */
  synchronized void neverStarted() {
    if (lost == null && !ran) {
      lose("JMeter did not start its test, see jmeter.log");
    }
  }

  /** Why it was given up. */
  synchronized Optional<String> lost() {
    // a call that hangs has its own end, which is later
    if (lost == null && System.nanoTime() - answeredNanos > PATIENCE.toNanos() && !closed) {
      lose("no answer for " + PATIENCE.toSeconds() + " s");
    }
    return Optional.ofNullable(lost);
  }

  /**
   * How its generator did since the last call, by the names of monitor.csv; empty unless it runs a
   * test. {@code late_millis} is by how much its answer is overdue: a machine that stands still
   * does not tell.
   */
  synchronized Map<String, Double> takeReadings() {
    if (!running()) {
      since.clear();
      return Map.of();
    }
    Map<String, Double> taken = new HashMap<>(since);
    since.clear();
    double age = (System.nanoTime() - answeredNanos) / 1e6;
    taken.put("late_millis", Math.max(0, Math.rint(age - PERIOD_MILLIS)));
    return taken;
  }

  private void note(Map<String, Double> told) {
    for (String name : SUMS) {
      if (told.containsKey(name)) {
        since.merge(name, told.get(name), Double::sum);
      }
    }
    for (String name : HIGHEST) {
      if (told.containsKey(name)) {
        since.merge(name, told.get(name), Math::max);
      }
    }
    for (String name : LATEST) {
      if (told.containsKey(name)) {
        since.put(name, told.get(name));
      }
    }
  }

  /** When it was last known to live, if it was given up. */
  synchronized Optional<Instant> lostAt() {
    return Optional.ofNullable(lostAt);
  }

  /** What run.json says of it. */
  synchronized RunFile.Agent facts() {
    Double tickets = answer.get(AgentService.TICKETS);
    return new RunFile.Agent(
        address.name(),
        Math.round(clock.offsetMillis()),
        (long) Math.ceil(clock.errorMillis()),
        tickets == null ? null : tickets.longValue(),
        lostAt == null ? null : lostAt.toString(),
        lost == null ? rowsLost() : lost);
  }

  /** That rows of it are missing, if any are; it may have stayed to the end all the same. */
  private String rowsLost() {
    long rows = answer.getOrDefault(AgentService.LOST, 0.0).longValue();
    return rows == 0 ? null : rows + " rows could not be handed over";
  }

  /** Whether its test ended before it came to its beginning: a check of the plan refused. */
  synchronized void refusedToBegin() {
    if (lost == null && ran && !running() && !ready()) {
      lose("its test ended before it began, see its log");
    }
  }

  /** Asks for something that may fail; an agent that is gone is not asked. */
  void tell(Telling telling) {
    if (lost().isPresent()) {
      return;
    }
    try {
      telling.tell(service, run);
    } catch (RemoteException | IllegalStateException e) {
      failed(e);
    }
  }

  /** What is asked of an agent. */
  interface Telling {
    void tell(AgentService service, String run) throws RemoteException;
  }

  /** Asks once more, and then no more. */
  void close() throws InterruptedException {
    ask();
    closed = true;
    asking.interrupt();
    asking.join(PERIOD_MILLIS);
    tell(AgentService::release);
  }

  private void askAgain() {
    try {
      while (!closed && lost().isEmpty()) {
        ask();
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      // it was closed
    }
  }

  /** Asks now. */
  void ask() {
    if (lost().isPresent()) {
      return;
    }
    try {
      Map<String, Double> told = service.ask(run);
      synchronized (this) {
        answer = told;
        note(told);
        ran |= told.getOrDefault(AgentService.RUNNING, 0.0) > 0;
        answeredNanos = System.nanoTime();
        answeredAt = Instant.now();
      }
    } catch (RemoteException | IllegalStateException e) {
      failed(e);
    }
  }

  private synchronized void failed(Exception e) {
    if (closed || lost != null) {
      return;
    }
    if (AgentConnection.refused(e) || e instanceof IllegalStateException) {
      lose(AgentConnection.reason(e));
    }
    // else the silence counts
  }

  private void lose(String why) {
    lost = why;
    lostAt = answeredAt.truncatedTo(ChronoUnit.MILLIS);
  }
}
