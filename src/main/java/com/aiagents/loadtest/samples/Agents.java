package com.aiagents.loadtest.samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
   * @param beginning of the names of its threads, with the {@code -} that follows its own, and
   *     eight bytes more
   */
  private record Agent(byte[] beginning, int length, String name) {}

  /** The agent that a thread's name begins with; empty if it begins with none. */
  String of(Record record, int threadName) {
    int length = record.agentLength(threadName);
    return length == 0 ? "" : known(record, threadName, length);
  }

  private String known(Record record, int threadName, int length) {
    int slot = record.hash(threadName, length) & SLOTS - 1;
    for (Agent agent = agents[slot]; agent != null; agent = agents[slot]) {
      if (agent.length == length && record.startsWith(threadName, agent.beginning, length + 1)) {
        return agent.name;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    if (!record.isAgent(threadName, length)) {
      return "";
    }
    String name = record.first(threadName, length).intern();
    if (size < MOST) {
      size++;
      byte[] beginning = (name + "-").getBytes(StandardCharsets.US_ASCII);
      agents[slot] = new Agent(Arrays.copyOf(beginning, length + 1 + 8), length, name);
    }
    return name;
  }
}
