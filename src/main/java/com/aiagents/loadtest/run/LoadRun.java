package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.JarDigest;
import com.aiagents.loadtest.plan.Plan;
import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One run from pre-flight to evidence.
 *
 * <p>Whatever happens after the load began, what was measured stays in the folder and {@code
 * run.json} says how the run ended; if the disk is full it still says {@code running}, which is
 * never green. Used by one thread.
 */
public final class LoadRun {
  private static final Duration INTERRUPTED_DRAIN = Duration.ofSeconds(15);

  private final Project project;
  private final Interruption interruption;
  private final Steering steering;
  private final RunListener listener;

  public LoadRun(
      Project project, Interruption interruption, Steering steering, RunListener listener) {
    this.project = project;
    this.interruption = interruption;
    this.steering = steering;
    this.listener = listener;
  }

  /**
   * What to run.
   *
   * @param results the folder that gets the run's folder
   * @param drainTimeout how long to wait for the queue after the load
   * @param abortOn when the load is ended before its time
   * @param command what the user typed, for run.json
   * @param remote who makes the load; empty if this machine does
   */
  public record Order(
      Scenario scenario,
      Target target,
      Secret secret,
      Path results,
      Duration drainTimeout,
      Set<AbortRule> abortOn,
      List<String> command,
      Optional<Remote> remote) {}

  /** Requires what every run needs on this machine, before anything is started. */
  public static void requireTools(Project project) throws EnvironmentException {
    Maven.find(System.getenv());
    if (!Files.isReadable(project.tickets())) {
      throw new EnvironmentException("ticket file " + project.tickets() + ": cannot be read");
    }
  }

  /**
   * Makes the folder of a run, before anything is started: a results folder that cannot be written
   * to is found first.
   */
  public static RunFolder reserve(Path results, String scenario) throws EnvironmentException {
    return RunFolder.create(results, scenario);
  }

  /** Gives a reserved folder back if nothing was put into it. */
  public static void release(RunFolder folder) {
    folder.removeIfEmpty();
  }

  /**
   * Runs.
   *
   * @param folder reserved for this run
   * @throws TargetException if the target cannot be loaded; nothing was started then
   * @throws DefinitionException if the target refuses our settings; nothing was started then
   * @throws EnvironmentException if Maven is missing or the folder cannot be written to
   */
  public void execute(Order order, RunFolder folder)
      throws TargetException, DefinitionException, EnvironmentException, InterruptedException {
    Path maven = Maven.find(System.getenv());
    listener.step("checking " + order.target());
    Optional<ClockOffset> clock = Preflight.check(order.target(), order.secret(), folder.id());
    List<AgentChecks.Checked> checked = checkAgents(order);
    try {
      Scenario scenario =
          order.scenario().withMix(order.scenario().mix().without(order.target().missingTasks()));
      Plan plan = new PlanBuilder().build(scenario);
      if (interruption.requested()) {
        throw new InterruptedException("stopped by the user before the load");
      }
      try (Agents agents = takeAgents(order, checked, folder, plan)) {
        WholeFile.write(folder.plan(), plan.bytes());
        RunFile running = runFile(order, scenario, folder, plan, clock).withAgents(agents.facts());
        running.write(folder.runFile());
        try (Watch watch = Watch.start(folder, order, agents)) {
          RunFile ended = load(order, folder, plan, maven, watch.begun(running, listener), agents);
          ended.write(folder.runFile());
          drain(order, folder, ended);
          watch.end(interruption, listener);
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "run folder "
              + folder.path()
              + ": "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage());
    }
  }

  private List<AgentChecks.Checked> checkAgents(Order order)
      throws EnvironmentException, InterruptedException {
    if (order.remote().isEmpty()) {
      return List.of();
    }
    Remote remote = order.remote().get();
    listener.step("checking " + remote.agents().size() + " agents: " + remote.names());
    Map<String, String> jars;
    try {
      jars = JarDigest.all(JMeterInstallation.of(project).extensions(), project.functions());
    } catch (IOException e) {
      throw new EnvironmentException("JMeter's plugins: cannot be read (" + e.getMessage() + ")");
    }
    return new AgentChecks(order.target(), order.secret(), jars).require(remote);
  }

  private Agents takeAgents(
      Order order, List<AgentChecks.Checked> checked, RunFolder folder, Plan plan)
      throws EnvironmentException, IOException, InterruptedException {
    return order.remote().isEmpty()
        ? Agents.none()
        : Agents.take(
            order.remote().get(),
            checked,
            folder.id().name(),
            JMeterRun.properties(folder, plan, order.target()),
            project.tickets());
  }

  private void drain(Order order, RunFolder folder, RunFile ended)
      throws IOException, InterruptedException {
    try {
      listener.step("draining: following every accepted ticket to its row");
      Duration drain = interruption.requested() ? INTERRUPTED_DRAIN : order.drainTimeout();
      if (order.target().database().isPresent()) {
        Proof.add(folder, ended, order.target(), drain, interruption, listener);
      } else if (order.target().redis().isPresent()) {
        Proof.ofQueue(folder, ended, order.target(), drain, interruption, listener);
      }
    } catch (TargetException e) {
      // the evidence is missing, and the verdict will say so
      listener.step("no proof: " + e.getMessage());
      ended.unproven(e.getMessage()).write(folder.runFile());
    }
  }

  private RunFile load(
      Order order, RunFolder folder, Plan plan, Path maven, RunFile running, Agents agents)
      throws EnvironmentException, IOException, InterruptedException {
    listener.step(
        "starting JMeter: "
            + order.scenario().name()
            + ", up to "
            + order.scenario().profile().topUsers()
            + " users for "
            + order.scenario().profile().duration().toSeconds()
            + " s");
    LoadFollower.End end;
    Optional<TicketWatch> tickets = follows(order, folder, running);
    Aborts aborts = new Aborts(order.abortOn(), folder.monitor(), tickets);
    try (JMeterRun jmeter =
        JMeterRun.start(project, maven, folder, plan, order.target(), order.secret(), agents)) {
      listener.loading(folder, running, tickets);
      SampleTail tail =
          new SampleTail(
              folder.rawSamples(),
              sample -> {
                aborts.add(sample);
                tickets.ifPresent(watch -> watch.add(sample));
              });
      end =
          new LoadFollower(
                  jmeter,
                  agents,
                  tail,
                  order.scenario(),
                  aborts,
                  new LoadFollower.Attention(interruption, steering, listener, folder.runFile()),
                  running)
              .follow();
      // while JMeter is there to take what they still have
      agents.finish();
    } finally {
      tickets.ifPresent(TicketWatch::close);
      listener.loaded();
    }
    rename(folder.rawSamples(), folder.samples());
    rename(folder.rawJmeterLog(), folder.jmeterLog());
    return end.run()
        .withAgents(agents.facts())
        .ended(end.state(), Instant.now().toString(), end.note())
        .withSamples(folder.samples().getFileName().toString());
  }

  /** Follows the tickets while they are loaded, if somebody wants to know and they can be. */
  private Optional<TicketWatch> follows(Order order, RunFolder folder, RunFile running) {
    boolean losses = order.abortOn().contains(AbortRule.LOSS);
    boolean shown = listener.wantsTickets();
    if (order.target().database().isEmpty() || !losses && !shown) {
      return Optional.empty();
    }
    return Optional.of(
        TicketWatch.start(
            order.target(), folder.id().ticketPrefix(), running.clocks().before(), losses, shown));
  }

  private static Map<String, Integer> mix(Scenario scenario) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    scenario.mix().weights().forEach((task, weight) -> weights.put(task.key(), weight));
    return weights;
  }

  private static List<RunFile.Stretch> profile(Scenario scenario) {
    return scenario.profile().phases().stream()
        .map(
            phase ->
                new RunFile.Stretch(
                    phase.name(),
                    phase.from().toSeconds(),
                    phase.to().toSeconds(),
                    phase.usersFrom(),
                    phase.usersTo()))
        .toList();
  }

  private static void rename(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static RunFile runFile(
      Order order,
      Scenario scenario,
      RunFolder folder,
      Plan plan,
      Optional<ClockOffset> databaseClock) {
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("jmeter", PlanBuilder.jmeterVersion());
    return new RunFile(
        1,
        folder.id().name(),
        scenario.name(),
        RunFile.RUNNING,
        "load-test run",
        Instant.now().toString(),
        null,
        Proof.facts(order.target()),
        new RunFile.Load(
            scenario.profile().topUsers(),
            scenario.warmUp().toSeconds(),
            scenario.profile().duration().toSeconds(),
            scenario.thinkTime().longest().toMillis(),
            mix(scenario),
            scenario.thinkTime().shortest().toMillis(),
            profile(scenario)),
        folder.rawSamples().getFileName().toString(),
        plan.sha256(),
        null,
        null,
        versions,
        order.command(),
        null,
        databaseClock.map(before -> new Clocks(before, null, null)).orElse(null),
        Watch.facts(order.target().logs()),
        null,
        null);
  }
}
