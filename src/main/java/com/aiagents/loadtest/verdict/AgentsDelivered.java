package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.AgentStatistics;
import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.UserSeries;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of {@code load.delivered} that is about the agents of a distributed run: had each its
 * share of the users to the end, did it send its share of the requests, and did all results arrive?
 * A sum may be as planned although one agent died or another ran users who were not its own.
 *
 * <p>Users and requests are judged as those of all agents together, by the part of the plan that is
 * the agent's. The mean of its users may be off by one more user, since an agent may have few.
 */
final class AgentsDelivered {
  /** Agents that a message names; the table of agents has all. */
  private static final int MOST_NAMED = 3;

  private final Evidence evidence;
  private final PlannedLoad plan;
  private final LoadAnalysis load;

  private AgentsDelivered(Evidence evidence, PlannedLoad plan) {
    this.evidence = evidence;
    this.plan = plan;
    this.load = evidence.load();
  }

  /** What is wrong, one part for each agent; empty if nothing is, or run.json names no agent. */
  static Optional<String> wrong(Evidence evidence, PlannedLoad plan) {
    return evidence.agents().isEmpty()
        ? Optional.empty()
        : new AgentsDelivered(evidence, plan).wrong();
  }

  private Optional<String> wrong() {
    List<String> found = new ArrayList<>();
    List<AgentShare> shares = AgentShare.of(evidence);
    for (int i = 0; i < shares.size(); i++) {
      AgentShare share = shares.get(i);
      if (share.agent().isEmpty()) {
        found.add(
            "agent "
                + share.name()
                + ": "
                + share.sent().orElseThrow().count()
                + " samples come from it, and run.json does not name it");
        continue;
      }
      int index = i + 1;
      gone(share)
          .or(() -> share.sent().flatMap(sent -> delivered(share, sent, index)))
          .or(() -> lostResults(share))
          .ifPresent(why -> found.add("agent " + share.name() + ": " + why));
    }
    long nobodys = samples() - load.agents().stream().mapToLong(AgentStatistics::count).sum();
    if (nobodys > 0) {
      found.add(nobodys + " samples come from no agent");
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String named = found.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
    return Optional.of(
        found.size() <= MOST_NAMED
            ? named
            : named + "; and " + (found.size() - MOST_NAMED) + " more");
  }

  /** All samples that are no sums of others. */
  private long samples() {
    return load.labels().stream()
        .filter(l -> l.kind() != LabelStatistics.Kind.TRANSACTION)
        .filter(l -> !l.label().equals(LoadRecorder.TOTAL))
        .mapToLong(LabelStatistics::count)
        .sum();
  }

  private Optional<String> gone(AgentShare share) {
    Optional<String> lost = share.agent().flatMap(Agent::lost);
    return lost.isPresent() || share.sent().isPresent() || share.planned().orElse(0) == 0
        ? lost
        : Optional.of("there is no sample of it");
  }

  private Optional<String> delivered(AgentShare share, AgentStatistics sent, int index) {
    PlannedLoad part = plan.part(index, evidence.agents().size());
    return endedEarly(part, sent)
        .or(() -> users(share, sent))
        .or(() -> missingAtEnd(part, sent))
        .or(() -> requests(part, sent));
  }

  private Optional<String> endedEarly(PlannedLoad part, AgentStatistics sent) {
    long allowed = part.endMillis() - LoadDelivered.endFrom(part, load);
    long early = part.endMillis() - sent.lastMillis();
    return part.usersAtEnd() == 0 || early <= allowed
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "its last sample ended %.1f s before the planned end, allowed are %.1f s",
                early / 1000.0,
                allowed / 1000.0));
  }

  private Optional<String> users(AgentShare share, AgentStatistics sent) {
    int planned = share.planned().orElse(0);
    double mean = share.users().orElse(planned);
    if (Math.abs(mean - planned) > LoadDelivered.TOLERANCE * planned + 1) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%.1f users on the plateau on average, its share was %d",
              mean,
              planned));
    }
    int most =
        AgentShare.onPlateau(plan, sent).stream()
            .mapToInt(UserSeries.Point::mostUsers)
            .max()
            .orElse(0);
    return share.users().isEmpty() || most >= planned
        ? Optional.empty()
        : Optional.of(
            "never more than " + most + " users, its share was " + planned + " at the top");
  }

  private Optional<String> missingAtEnd(PlannedLoad part, AgentStatistics sent) {
    long from = LoadDelivered.endFrom(part, load);
    int users =
        sent.users().within(new TimeWindow(from, Long.MAX_VALUE)).stream()
            .mapToInt(UserSeries.Point::mostUsers)
            .max()
            .orElse(0);
    return users >= part.usersAtEnd() || sent.users().points().isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d users in the last %.1f s before the planned end, its share was %d",
                users,
                (part.endMillis() - from) / 1000.0,
                part.usersAtEnd()));
  }

  private Optional<String> requests(PlannedLoad part, AgentStatistics sent) {
    return LoadDelivered.requests(part, sent.inWindow(), load)
        .map(
            why ->
                String.format(
                    Locale.ROOT,
                    "%s; its answers took %.1f ms on average, those of all %.1f ms",
                    why,
                    sent.mean(),
                    meanOfAll()));
  }

  private double meanOfAll() {
    double millis = 0;
    long count = 0;
    for (AgentStatistics agent : load.agents()) {
      millis += agent.mean() * agent.count();
      count += agent.count();
    }
    return millis / count;
  }

  private Optional<String> lostResults(AgentShare share) {
    Agent agent = share.agent().orElseThrow();
    if (agent.tickets().isEmpty()) {
      return Optional.of(
          "it never told how many tickets it numbered, so results may have been lost on the way");
    }
    long numbered = agent.tickets().getAsLong();
    long told = share.sent().map(AgentStatistics::tickets).orElse(0L);
    return numbered <= told
        ? Optional.empty()
        : Optional.of(
            "it numbered "
                + numbered
                + " tickets and its samples tell of "
                + told
                + ": results were lost on the way");
  }
}
