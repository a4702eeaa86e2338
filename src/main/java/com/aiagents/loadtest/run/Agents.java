package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentConnection;
import com.aiagents.loadtest.agent.AgentService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The agents of one run, from the moment at which it took them until it gives them back; of a run
 * on this machine alone there are none, and everything that is asked of them does nothing. Safe for
 * many threads, but for closing.
 */
final class Agents implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 200;

  /** From the start of the first agent's test to that of the last, at most. */
  private static final Duration START = Duration.ofSeconds(90);

  private final Optional<Remote> remote;
  private final List<AgentLink> links;
  private long firstRan;
  private boolean begun;
  private boolean finished;

  private Agents(Optional<Remote> remote, List<AgentLink> links) {
    this.remote = remote;
    this.links = List.copyOf(links);
  }

  /** None: JMeter runs on this machine. */
  static Agents none() {
    return new Agents(Optional.empty(), List.of());
  }

  /**
   * Takes agents that were checked for a run.
   *
   * @param properties JMeter's, but for those that differ from agent to agent
   * @throws EnvironmentException if one cannot be taken; none is then
   */
  static Agents take(
      Remote remote,
      List<AgentChecks.Checked> checked,
      String run,
      Map<String, String> properties,
      Path tickets)
      throws EnvironmentException, IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(tickets);
    List<AgentLink> links = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      AgentChecks.Checked agent = checked.get(i);
      Map<String, String> own = new HashMap<>(properties);
      own.put("agent", Integer.toString(i + 1));
      own.put("agents", Integer.toString(checked.size()));
      try {
        agent.service().prepare(run, own, bytes);
      } catch (RemoteException | IllegalStateException e) {
        for (AgentLink link : links) {
          link.close();
        }
        throw new EnvironmentException(
            "agent " + agent.address() + ": cannot be taken: " + AgentConnection.reason(e));
      }
      links.add(new AgentLink(agent.address(), agent.service(), agent.clock(), run));
    }
    return new Agents(Optional.of(remote), links);
  }

  /** Whether there are any. */
  boolean any() {
    return remote.isPresent();
  }

  /** What the run was asked for. */
  Remote remote() {
    return remote.orElseThrow();
  }

  /** The address of this machine towards the agents, at which they hand over what they measure. */
  String ownAddress() throws IOException {
    return remote().ownAddresses().iterator().next();
  }

  /** Users of all agents together. */
  int users() {
    return links.stream()
        .filter(link -> link.lost().isEmpty())
        .mapToInt(link -> link.answer().getOrDefault(AgentService.USERS, 0.0).intValue())
        .sum();
  }

  /** Why the load is not whole any more: the first agent that was given up, and when it died. */
  Optional<String> lost() {
    if (firstRan == 0 && links.stream().anyMatch(AgentLink::ran)) {
      firstRan = System.nanoTime();
    }
    if (!begun) {
      links.forEach(AgentLink::refusedToBegin);
    }
    if (firstRan != 0 && System.nanoTime() - firstRan > START.toNanos()) {
      links.forEach(AgentLink::neverStarted);
    }
    for (AgentLink link : links) {
      Optional<String> why = link.lost();
      if (why.isPresent()) {
        return Optional.of(
            "agent "
                + link.address()
                + " died at "
                + link.lostAt().map(Instant::toString).orElse("?")
                + ": "
                + why.get());
      }
    }
    return Optional.empty();
  }

  /** Whether no agent that is still there runs a test; all its rows have arrived then. */
  boolean idle() {
    return links.stream().noneMatch(AgentLink::running);
  }

  /** Lets the load begin on all agents at once, when the last one is ready. */
  void begin() {
    if (!begun && any() && links.stream().allMatch(AgentLink::ready)) {
      begun = true;
      all(AgentService::go);
    }
  }

  /** Asks all users to finish what they do and then to leave. */
  void stop() {
    change(AgentService.STOP);
  }

  /** Gives them other users in all at once, see {@link JMeterRun#changeUsers}. */
  void changeUsers(int users, Duration total) {
    change(
        Map.of(
            "users",
            Integer.toString(users),
            "ramp",
            "0",
            "hold",
            Long.toString(total.toSeconds())));
  }

  private void change(Map<String, String> properties) {
    all((service, run) -> service.change(run, properties));
  }

  /**
   * The worst of the agents since the last call, by the names of monitor.csv; empty before and
   * after the load. An agent's clock that jumps is as bad as ours.
   */
  Map<String, Double> worst() {
    Map<String, Double> worst = new HashMap<>();
    for (AgentLink link : links) {
      link.takeReadings()
          .forEach(
              (name, value) ->
                  worst.merge(name, value, (a, b) -> Math.abs(a) < Math.abs(b) ? b : a));
    }
    return worst;
  }

  /** What run.json says of them; null without any. */
  List<RunFile.Agent> facts() {
    return any() ? links.stream().map(AgentLink::facts).toList() : null;
  }

  /** Ends what is left of the load, and waits until all rows arrived, but not for ever. */
  void finish() throws InterruptedException {
    if (finished) {
      return;
    }
    finished = true;
    links.forEach(AgentLink::ask);
    if (!idle()) {
      all(AgentService::stopNow);
      long end = System.nanoTime() + END.toNanos();
      while (!idle() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        links.forEach(AgentLink::ask);
      }
    }
  }

  /** Tells all at once: a slow one must not make the others late. */
  private void all(AgentLink.Telling telling) {
    List<Thread> threads =
        links.stream()
            .map(
                link -> {
                  Thread thread = new Thread(() -> link.tell(telling), "agent call");
                  thread.setDaemon(true);
                  thread.start();
                  return thread;
                })
            .toList();
    try {
      for (Thread thread : threads) {
        thread.join(AgentLink.PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives them back. */
  @Override
  public void close() throws InterruptedException {
    finish();
    for (AgentLink link : links) {
      link.close();
    }
  }
}
