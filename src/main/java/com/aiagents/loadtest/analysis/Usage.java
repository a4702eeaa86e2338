package com.aiagents.loadtest.analysis;

import java.util.Map;

/**
 * What the parts of a target used of their CPU and memory: containers, pods or processes.
 *
 * @param asked whether a probe asked for it at all
 * @param seen by the name of a part: when it was told of
 * @param cpu likewise: the share of its cores, 0 to 1
 * @param memory likewise: the share of its memory, 0 to 1
 */
public record Usage(
    boolean asked, Map<String, Series> seen, Map<String, Series> cpu, Map<String, Series> memory) {
  public Usage {
    seen = Map.copyOf(seen);
    cpu = Map.copyOf(cpu);
    memory = Map.copyOf(memory);
  }
}
