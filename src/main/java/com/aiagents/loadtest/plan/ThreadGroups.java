package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.RampAndHold;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Spike;
import com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup;
import com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroupGui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kg.apc.jmeter.threads.SteppingThreadGroup;
import kg.apc.jmeter.threads.SteppingThreadGroupGui;
import org.apache.jmeter.control.LoopController;
import org.apache.jmeter.control.gui.LoopControlPanel;
import org.apache.jmeter.threads.AbstractThreadGroup;

/**
 * A load profile as JMeter thread groups, and its numbers as properties.
 *
 * @param groups in the order of the plan; all hold the same users' tasks
 * @param variables further variables of the test plan: value and description by name
 * @param numbers the arguments of open-run.groovy: users, warm-up seconds, duration seconds; a
 *     warm-up of {@code 30/300} is 30 s of 300 s and scales with the duration
 */
record ThreadGroups(
    List<AbstractThreadGroup> groups, Map<String, String[]> variables, String numbers) {

  static ThreadGroups of(Scenario scenario) {
    if (scenario.profile() instanceof Spike spike) {
      return spike(spike);
    }
    return rampAndHold((RampAndHold) scenario.profile(), scenario.warmUp().toSeconds());
  }

  private static ThreadGroups rampAndHold(RampAndHold profile, long warmUpSeconds) {
    String users = "${__P(users," + profile.users() + ")}";
    String ramp = "${__P(ramp," + profile.rampUp().toSeconds() + ")}";
    String hold = "${__P(hold," + profile.hold().toSeconds() + ")}";
    ConcurrencyThreadGroup group =
        Elements.named(
            new ConcurrencyThreadGroup(),
            ConcurrencyThreadGroupGui.class,
            "Users",
            "users, ramp-up and hold in seconds; read again while the test runs");
    group.setProperty(AbstractThreadGroup.ON_SAMPLE_ERROR, "continue");
    group.setTargetLevel(users);
    group.setRampUp(ramp);
    group.setSteps("");
    group.setHold(hold);
    group.setLogFilename("");
    group.setIterationsLimit("");
    group.setUnit("S");
    return new ThreadGroups(
        List.of(group),
        Map.of(),
        users
            + " ${__P(warmup,"
            + warmUpSeconds
            + "/"
            + profile.duration().toSeconds()
            + ")} ${__intSum("
            + ramp
            + ","
            + hold
            + ")}");
  }

  private static ThreadGroups spike(Spike spike) {
    List<Phase> phases = spike.phases();
    Map<String, String[]> variables = new LinkedHashMap<>();
    variables.put("warm_up", seconds("warmup", phases.get(0), "one user to the base load"));
    variables.put("rush", seconds("ramp", phases.get(1), "base load to the top"));
    variables.put("plateau", seconds("hold", phases.get(2), "all users"));
    variables.put("cool_down", seconds("cooldown", phases.get(3), "back to the base load"));
    variables.put("recovery", seconds("recovery", phases.get(4), "base load again"));
    variables.put(
        "base_users",
        new String[] {"${__P(base.users," + spike.baseUsers() + ")}", "users of the base load"});
    variables.put(
        "spike_users",
        new String[] {
          "${__intSum(${__P(users,"
              + spike.topUsers()
              + ")},-${__P(base.users,"
              + spike.baseUsers()
              + ")})}",
          "users that come on top of them: property users, less the base load"
        });
    SteppingThreadGroup base =
        stepping("Base users", "from one user to the base load, and then to the end");
    base.setNumThreads("${base_users}");
    base.setThreadGroupDelay("0");
    base.setInUserCountBurst("${base_users}");
    base.setInUserCount("${base_users}");
    base.setInUserPeriod("0");
    base.setRampUp("${warm_up}");
    base.setFlightTime("${__intSum(${rush},${plateau},${cool_down},${recovery})}");
    base.setOutUserCount("${base_users}");
    base.setOutUserPeriod("0");

    SteppingThreadGroup top = stepping("Spike users", "the rush: they come, stay and leave again");
    top.setNumThreads("${spike_users}");
    top.setThreadGroupDelay("${warm_up}");
    top.setInUserCountBurst("${spike_users}");
    top.setInUserCount("${spike_users}");
    top.setInUserPeriod("0");
    top.setRampUp("${rush}");
    top.setFlightTime("${plateau}");
    // so many each second that all have left when the cool-down ends
    top.setOutUserCount("${__groovy((${spike_users} + ${cool_down} - 1).intdiv(${cool_down}))}");
    top.setOutUserPeriod("1");
    return new ThreadGroups(
        List.of(base, top),
        variables,
        "${__intSum(${base_users},${spike_users})} ${warm_up}"
            + " ${__intSum(${warm_up},${rush},${plateau},${cool_down},${recovery})}");
  }

  private static String[] seconds(String property, Phase phase, String description) {
    long seconds = phase.to().minus(phase.from()).toSeconds();
    return new String[] {"${__P(" + property + "," + seconds + ")}", description + ", seconds"};
  }

  private static SteppingThreadGroup stepping(String name, String comment) {
    SteppingThreadGroup group =
        Elements.named(new SteppingThreadGroup(), SteppingThreadGroupGui.class, name, comment);
    group.setProperty(AbstractThreadGroup.ON_SAMPLE_ERROR, "continue");
    LoopController forever =
        Elements.named(new LoopController(), LoopControlPanel.class, "Loop Controller", "");
    forever.setLoops(-1);
    forever.setContinueForever(false);
    group.setSamplerController(forever);
    return group;
  }
}
