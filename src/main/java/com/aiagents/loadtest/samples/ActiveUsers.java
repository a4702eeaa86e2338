package com.aiagents.loadtest.samples;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The active users of a load that goes on: as many as each agent's last sample told, added up. A
 * load of one machine counts as one agent. Used by one thread.
 */
public final class ActiveUsers {
  /** Others are not added up: so many agents are a mistake, and the gate says so. */
  private static final int MOST_AGENTS = 1_000;

  private final Map<String, Last> agents = new HashMap<>();

  /** What an agent's last sample told. */
  private static final class Last {
    private long moment;
    private int users;
  }

  /**
   * Takes a sample.
   *
   * @param moment at which it told its users, on any clock
   */
  public void add(Sample sample, long moment) {
    Last last = agents.get(sample.agent());
    if (last == null) {
      if (agents.size() == MOST_AGENTS) {
        return;
      }
      last = new Last();
      agents.put(sample.agent(), last);
    }
    last.moment = moment;
    last.users = sample.allThreads();
  }

  /**
   * The users of all agents whose last sample came after a moment: users who think send nothing for
   * some seconds, and later nobody knows whether they are there.
   *
   * @return empty if there is no such agent
   */
  public OptionalLong after(long moment) {
    long users = 0;
    boolean told = false;
    for (Last last : agents.values()) {
      if (last.moment > moment) {
        told = true;
        users += last.users;
      }
    }
    return told ? OptionalLong.of(users) : OptionalLong.empty();
  }
}
