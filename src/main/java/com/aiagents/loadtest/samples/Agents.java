package com.aiagents.loadtest.samples;

import java.nio.charset.StandardCharsets;

/**
 * The agents that stand in many rows, each made once: one that was seen before becomes the same
 * object, without a copy of its bytes.
 *
 * <p>As {@link Words}, but of what a field begins with: there are too many names of threads. Holds
 * at most {@value #MOST}; any other is made anew each time. Used by one thread.
 */
final class Agents {
  private static final int MOST = 1_024;
  private static final int SLOTS = 4 * MOST;

  private final Agent[] agents = new Agent[SLOTS];
  private int size;

  /**
   * An agent.
   *
   * @param beginning of the names of its threads, with the {@code -} that follows its own
   */
  private record Agent(byte[] beginning, String name) {}

  /** The agent that a thread's name begins with; empty if it begins with none. */
  String of(Record record, int threadName) {
    int length = record.agentLength(threadName);
    return length == 0 ? "" : known(record, threadName, length);
  }

  private String known(Record record, int threadName, int length) {
    int slot = record.hash(threadName, length) & SLOTS - 1;
    for (Agent agent = agents[slot]; agent != null; agent = agents[slot]) {
      if (agent.beginning.length == length + 1 && record.startsWith(threadName, agent.beginning)) {
        return agent.name;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    String name = record.first(threadName, length).intern();
    if (size < MOST) {
      size++;
      agents[slot] = new Agent((name + "-").getBytes(StandardCharsets.US_ASCII), name);
    }
    return name;
  }
}
