package com.aiagents.loadtest.verdict;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A load generator that a distributed run used.
 *
 * @param name {@code host:port}, as its samples tell it
 * @param tickets how many it numbered; empty if it never told
 * @param lost since when it was gone, and why; empty if it stayed to the end
 */
public record Agent(String name, OptionalLong tickets, Optional<String> lost) {}
