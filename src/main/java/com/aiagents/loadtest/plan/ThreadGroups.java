package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.RampAndHold;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Spike;
import com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup;
import com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroupGui;
import java.util.List;
import kg.apc.jmeter.threads.SteppingThreadGroup;
import kg.apc.jmeter.threads.SteppingThreadGroupGui;
import org.apache.jmeter.control.LoopController;
import org.apache.jmeter.control.gui.LoopControlPanel;
import org.apache.jmeter.threads.AbstractThreadGroup;

/**
 * A load profile as JMeter thread groups, and its numbers as properties.
 *
 * @param groups in the order of the plan; all hold the same users' tasks
 * @param numbers the arguments of open-run.groovy: users, warm-up seconds, duration seconds,
 *     profile; a warm-up of {@code 30/300} is 30 s of 300 s and scales with the duration; a profile
 *     is {@code name:seconds:users at its start:users at its end}, the next one after a semicolon
 */
record ThreadGroups(List<AbstractThreadGroup> groups, String numbers) {

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
    group.setTargetLevel(share(users));
    group.setRampUp(ramp);
    group.setSteps("");
    group.setHold(hold);
    group.setLogFilename("");
    group.setIterationsLimit("");
    group.setUnit("S");
    return new ThreadGroups(
        List.of(group),
        users
            + " ${__P(warmup,"
            + warmUpSeconds
            + "/"
            + profile.duration().toSeconds()
            + ")} "
            + sum(ramp, hold)
            + " "
            + String.join(
                ";",
                stretch(profile.phases().get(0), ramp, "0", users),
                stretch(profile.phases().get(1), hold, users, users)));
  }

  /**
   * Every field is made of {@code __P} and functions of it: the editor of a stepping thread group
   * evaluates functions when it opens, but knows no variable of the plan.
   */
  private static ThreadGroups spike(Spike spike) {
    List<Phase> phases = spike.phases();
    String warmUp = seconds("warmup", phases.get(0));
    String rush = seconds("ramp", phases.get(1));
    String plateau = seconds("hold", phases.get(2));
    String coolDown = seconds("cooldown", phases.get(3));
    String recovery = seconds("recovery", phases.get(4));
    String users = "${__P(users," + spike.topUsers() + ")}";
    String baseUsers = "${__P(base.users," + spike.baseUsers() + ")}";
    String baseShare = share(baseUsers);
    // the rest of this JMeter's share of all, so that both groups together are that share
    String spikeUsers = "${__intSum(" + share(users) + ",-" + baseShare + ")}";

    SteppingThreadGroup base =
        stepping("Base users", "from one user to the base load, and then to the end");
    base.setNumThreads(baseShare);
    base.setThreadGroupDelay("0");
    base.setInUserCountBurst(baseShare);
    base.setInUserCount(baseShare);
    base.setInUserPeriod("0");
    base.setRampUp(warmUp);
    base.setFlightTime(sum(rush, plateau, coolDown, recovery));
    base.setOutUserCount(baseShare);
    base.setOutUserPeriod("0");

    SteppingThreadGroup top = stepping("Spike users", "the rush: they come, stay and leave again");
    top.setNumThreads(spikeUsers);
    top.setThreadGroupDelay(warmUp);
    top.setInUserCountBurst(spikeUsers);
    top.setInUserCount(spikeUsers);
    top.setInUserPeriod("0");
    top.setRampUp(rush);
    top.setFlightTime(plateau);
    // so many each second that all have left when the cool-down ends
    top.setOutUserCount(
        "${__groovy((" + spikeUsers + " + " + coolDown + " - 1).intdiv(" + coolDown + "))}");
    top.setOutUserPeriod("1");
    return new ThreadGroups(
        List.of(base, top),
        users
            + " "
            + warmUp
            + " "
            + sum(warmUp, rush, plateau, coolDown, recovery)
            + " "
            + String.join(
                ";",
                stretch(phases.get(0), warmUp, "1", baseUsers),
                stretch(phases.get(1), rush, baseUsers, users),
                stretch(phases.get(2), plateau, users, users),
                stretch(phases.get(3), coolDown, users, baseUsers),
                stretch(phases.get(4), recovery, baseUsers, baseUsers)));
  }

  /** What this JMeter takes of so many users: all of them, but in a distributed run. */
  private static String share(String users) {
    return "${__share(" + users + ")}";
  }

  private static String stretch(Phase phase, String seconds, String usersFrom, String usersTo) {
    return String.join(":", phase.name(), seconds, usersFrom, usersTo);
  }

  private static String seconds(String property, Phase phase) {
    return "${__P(" + property + "," + phase.to().minus(phase.from()).toSeconds() + ")}";
  }

  private static String sum(String... numbers) {
    return "${__intSum(" + String.join(",", numbers) + ")}";
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
