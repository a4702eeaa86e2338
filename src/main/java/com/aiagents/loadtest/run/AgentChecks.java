package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentConnection;
import com.aiagents.loadtest.agent.AgentProof;
import com.aiagents.loadtest.agent.AgentService;
import com.aiagents.loadtest.agent.JarDigest;
import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.unit.ClockOffset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is asked of all agents at once before anything is started; every problem is told in a line
 * of its own that begins with the agent's name.
 */
final class AgentChecks {
  private static final int PATIENCE_SECONDS = 40;
  private static final int CLOCK_QUESTIONS = 7;

  /** Rows of different agents must not be told in another order than they came. */
  static final double MOST_OFFSET_MILLIS = 500;

  private static final int OLDEST_JAVA = 17;
  private static final int NONCE_BYTES = 16;

  private final Target target;
  private final Secret secret;
  private final Map<String, String> jars;

  /** An agent without a problem. */
  record Checked(AgentAddress address, AgentService service, ClockOffset clock) {}

  private record Result(Checked checked, List<String> problems) {}

  /**
   * Checks for a load on a target.
   *
   * @param jars what is needed beside JMeter, see {@link JarDigest}
   */
  AgentChecks(Target target, Secret secret, Map<String, String> jars) {
    this.target = target;
    this.secret = secret;
    this.jars = jars;
  }

  /**
   * Asks all.
   *
   * @throws EnvironmentException with a line for each problem
   */
  List<Checked> require(Remote remote) throws EnvironmentException, InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            remote.agents().size(),
            task -> {
              Thread thread = new Thread(task, "agent check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Result>> asked =
          remote.agents().stream()
              .map(agent -> threads.submit(() -> check(agent, remote)))
              .toList();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      List<Checked> checked = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        String name = remote.agents().get(i).name();
        try {
          Result result =
              asked.get(i).get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          result.problems().forEach(problem -> problems.add("agent " + name + ": " + problem));
          checked.add(result.checked());
        } catch (TimeoutException e) {
          problems.add("agent " + name + ": no answer within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException e) {
          problems.add("agent " + name + ": " + AgentConnection.reason((Exception) e.getCause()));
        }
      }
      if (!problems.isEmpty()) {
        throw EnvironmentException.ofLines(problems);
      }
      return checked;
    } finally {
      threads.shutdownNow();
    }
  }

  private Result check(AgentAddress address, Remote remote) throws IOException {
    AgentService agent = AgentConnection.open(address, remote.keystore());
    Map<String, String> facts = agent.facts();
    List<String> problems = new ArrayList<>(versions(facts, jars));
    String busy = facts.getOrDefault(AgentService.FACT_BUSY, "");
    if (!busy.isEmpty()) {
      problems.add("is busy with " + busy);
    }
    ClockOffset clock = clock(agent);
    clockProblem(clock).ifPresent(problems::add);
    proof(agent).ifPresent(problems::add);
    String url = target.resolve("/health").toString();
    String unreached = agent.reach(url);
    if (!unreached.isEmpty()) {
      problems.add("cannot reach " + url + ": " + unreached);
    }
    return new Result(new Checked(address, agent, clock), problems);
  }

  /** What differs between an agent and this machine. */
  static List<String> versions(Map<String, String> facts, Map<String, String> jars) {
    List<String> problems = new ArrayList<>();
    String protocol = facts.getOrDefault(AgentService.FACT_PROTOCOL, "none");
    if (!protocol.equals(AgentService.PROTOCOL)) {
      problems.add(
          "comes from another version of the suite (found protocol "
              + protocol
              + ", needed is "
              + AgentService.PROTOCOL
              + "): make its bundle anew");
    }
    String jmeter = facts.getOrDefault(AgentService.FACT_JMETER, "none");
    if (!jmeter.equals(PlanBuilder.jmeterVersion())) {
      problems.add("found JMeter " + jmeter + ", needed is " + PlanBuilder.jmeterVersion());
    }
    String java = facts.getOrDefault(AgentService.FACT_JAVA, "none");
    if (!java.matches("\\d+.*") || Integer.parseInt(java.split("\\D", 2)[0]) < OLDEST_JAVA) {
      problems.add("found Java " + java + ", needed is " + OLDEST_JAVA + " or later");
    }
    if (!facts.getOrDefault(AgentService.FACT_PAUSES, "").equals(AgentService.TELLS_PAUSES)) {
      problems.add(
          "its Java does not tell how long it pauses: start it by scripts/load-test agent or its bundle");
    }
    TreeSet<String> names = new TreeSet<>(jars.keySet());
    facts.keySet().stream()
        .filter(name -> name.startsWith(AgentService.FACT_JAR))
        .forEach(name -> names.add(name.substring(AgentService.FACT_JAR.length())));
    for (String name : names) {
      String found = facts.getOrDefault(AgentService.FACT_JAR + name, "none");
      String needed = jars.getOrDefault(name, "none");
      if (!found.equals(needed)) {
        problems.add(
            "jar " + name + ": found " + found + ", needed is " + needed + " as on this machine");
      }
    }
    return problems;
  }

  private static ClockOffset clock(AgentService agent) throws IOException {
    ClockOffset best = null;
    for (int i = 0; i < CLOCK_QUESTIONS; i++) {
      long asked = micros();
      // in the middle of the millisecond that it tells
      long other = agent.clock() * 1_000 + 500;
      ClockOffset offset = ClockOffset.of(asked, other, micros());
      best = best == null ? offset : best.better(offset);
    }
    return best;
  }

  private static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** Whether an agent's clock is too far off to put its rows beside those of others. */
  static Optional<String> clockProblem(ClockOffset clock) {
    if (Math.abs(clock.offsetMillis()) <= MOST_OFFSET_MILLIS + clock.errorMillis()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "its clock is %.0f ms %s (± %.0f ms), allowed are %.0f ms: let NTP set it",
            Math.abs(clock.offsetMillis()),
            clock.offsetMillis() > 0 ? "ahead" : "behind",
            clock.errorMillis(),
            MOST_OFFSET_MILLIS));
  }

  private Optional<String> proof(AgentService agent) throws IOException {
    byte[] bytes = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    String found = agent.proof(nonce);
    if (found.isEmpty()) {
      return Optional.of(
          "has no signing secret: " + Secret.VARIABLE + " is not set in its environment");
    }
    String needed = secret.sign(AgentProof.text(nonce).getBytes(StandardCharsets.UTF_8));
    return found.equals(needed)
        ? Optional.empty()
        : Optional.of(
            "has another signing secret: " + Secret.VARIABLE + " differs from the one here");
  }
}
