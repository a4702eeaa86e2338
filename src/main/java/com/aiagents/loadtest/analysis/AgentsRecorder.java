package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.RowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records what the agents of a distributed run sent, each apart; used by one thread.
 *
 * <p>A run that JMeter made on one machine has none. The memory for each agent does not depend on
 * how many samples it has.
 */
final class AgentsRecorder {
  private static final int MOST = 1_000;

  /** Sorted: their users are added up in the same order whatever the order of the rows. */
  private final Map<String, AgentRecorder> agents = new TreeMap<>();

  private String lastName = "";
  private AgentRecorder last;

  /**
   * The recorder of an agent.
   *
   * @param name not empty
   */
  AgentRecorder of(String name) {
    if (!name.equals(lastName)) {
      last = recorder(name);
      lastName = name;
    }
    return last;
  }

  private AgentRecorder recorder(String name) {
    AgentRecorder recorder = agents.get(name);
    if (recorder == null) {
      if (agents.size() == MOST) {
        throw new RowException(
            "found more than "
                + MOST
                + " agents, the last one '"
                + name
                + "': what a thread's name begins with, up to the '-' after a port, must name a"
                + " load generator");
      }
      recorder = new AgentRecorder();
      agents.put(name, recorder);
    }
    return recorder;
  }

  /** Takes all that another one took. */
  void merge(AgentsRecorder other) {
    other.agents.forEach((name, recorder) -> recorder(name).merge(recorder));
  }

  /**
   * What was recorded of each agent, sorted by name.
   *
   * @param lengthMillis of the stretches of all together
   * @param beginnings of those stretches, epoch ms, in the order of time
   */
  List<AgentStatistics> statistics(long lengthMillis, List<Long> beginnings) {
    List<AgentStatistics> all = new ArrayList<>();
    agents.forEach(
        (name, recorder) -> all.add(recorder.statistics(name, lengthMillis, beginnings)));
    return all;
  }
}
