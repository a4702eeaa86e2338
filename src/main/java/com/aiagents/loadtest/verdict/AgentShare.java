package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.AgentStatistics;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.UserSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one agent had of a load.
 *
 * @param name {@code host:port}
 * @param agent what run.json says of it; empty if it does not name it
 * @param planned its share of the users at the top; empty if run.json does not name it, or nobody
 *     says what was planned
 * @param users the mean of its users on the plateau; empty if nobody says where that is, or no
 *     sample of it tells
 * @param sent its samples; empty if there is none
 * @param requests share of its samples in those of all agents, 0 to 1
 */
public record AgentShare(
    String name,
    Optional<Agent> agent,
    OptionalInt planned,
    OptionalDouble users,
    Optional<AgentStatistics> sent,
    double requests) {

  /**
   * Each agent of a run: those of run.json in the order of their shares, then any others by name.
   */
  public static List<AgentShare> of(Evidence evidence) {
    Map<String, AgentStatistics> sent =
        evidence.load().agents().stream()
            .collect(
                Collectors.toMap(
                    AgentStatistics::agent, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    long all = sent.values().stream().mapToLong(AgentStatistics::count).sum();
    List<AgentShare> shares = new ArrayList<>();
    List<Agent> agents = evidence.agents();
    for (int i = 0; i < agents.size(); i++) {
      Agent agent = agents.get(i);
      int index = i + 1;
      shares.add(
          share(
              evidence,
              agent.name(),
              Optional.of(agent),
              evidence
                  .planned()
                  .map(p -> OptionalInt.of(of(p.top(), index, agents.size())))
                  .orElse(OptionalInt.empty()),
              Optional.ofNullable(sent.remove(agent.name())),
              all));
    }
    sent.forEach(
        (name, some) ->
            shares.add(
                share(
                    evidence,
                    name,
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.of(some),
                    all)));
    return shares;
  }

  /**
   * An agent's part of some users, as the plan divides them: those that remain go to the first
   * ones.
   *
   * @param index from 1
   */
  static int of(int users, int index, int agents) {
    return users / agents + (index <= users % agents ? 1 : 0);
  }

  private static AgentShare share(
      Evidence evidence,
      String name,
      Optional<Agent> agent,
      OptionalInt planned,
      Optional<AgentStatistics> sent,
      long all) {
    return new AgentShare(
        name,
        agent,
        planned,
        sent.flatMap(
                some -> evidence.planned().map(plan -> users(plan, evidence.load().series(), some)))
            .orElse(OptionalDouble.empty()),
        sent,
        sent.map(some -> (double) some.count() / all).orElse(0.0));
  }

  private static OptionalDouble users(PlannedLoad plan, LoadSeries load, AgentStatistics agent) {
    List<LoadSeries.Point> plateau = LoadDelivered.plateau(plan, load);
    if (plateau.isEmpty()) {
      return OptionalDouble.empty();
    }
    // where it has no point it was not there
    double sum = onPlateau(plan, agent).stream().mapToDouble(UserSeries.Point::users).sum();
    return OptionalDouble.of(sum / plateau.size());
  }

  /** Its users on the plateaus, stretch by stretch. */
  static List<UserSeries.Point> onPlateau(PlannedLoad plan, AgentStatistics agent) {
    return plan.plateaus().stream()
        .flatMap(window -> agent.users().within(window).stream())
        .toList();
  }
}
