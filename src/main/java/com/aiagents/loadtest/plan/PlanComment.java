package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person reads first in a plan: what it is for, and every number that can be changed. */
final class PlanComment {
  /** Properties that belong together, by how their names begin. */
  private enum Group {
    USERS("Users", "users", "base.users"),
    TIMES("Seconds", "ramp", "hold", "warmup", "cooldown", "recovery"),
    THINKING("Think time in ms, shortest and how much longer", "think.min", "think.range"),
    TASKS("Task mix by weight", "weight."),
    TARGET("Target", "scheme", "host", "port", "tenant", "path.", "signature"),
    REQUESTS("Requests", "history.limit", "connect.timeout", "response.timeout"),
    DATA("Ticket file", "tickets");

    private final String title;
    private final List<String> beginnings;

    Group(String title, String... beginnings) {
      this.title = title;
      this.beginnings = List.of(beginnings);
    }

    /** Where a name stands among those of this group; negative if it is not one of them. */
    private int place(String name) {
      for (int i = 0; i < beginnings.size(); i++) {
        String beginning = beginnings.get(i);
        if (beginning.endsWith(".") ? name.startsWith(beginning) : name.equals(beginning)) {
          return i;
        }
      }
      return -1;
    }
  }

  private PlanComment() {}

  /**
   * The comment of a plan.
   *
   * @param properties what the plan reads, with the defaults
   */
  static String of(Scenario scenario, Map<String, String> properties) {
    List<String> lines = new ArrayList<>();
    lines.add(scenario.purpose());
    lines.add("Top-down: variables, defaults, data, checks, users and their tasks, results.");
    lines.add("Every number is a property: -Jname=value (docs/scenarios.md). The defaults here:");
    Map<String, String> left = new TreeMap<>(properties);
    for (Group group : Group.values()) {
      String listed =
          left.entrySet().stream()
              .filter(p -> group.place(p.getKey()) >= 0)
              .sorted(java.util.Comparator.comparingInt(p -> group.place(p.getKey())))
              .map(p -> p.getKey() + "=" + p.getValue())
              .collect(Collectors.joining("  "));
      left.keySet().removeIf(name -> group.place(name) >= 0);
      lines.add(group.title + ": " + listed);
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "properties " + left.keySet() + " belong to none of " + Arrays.asList(Group.values()));
    }
    lines.add("The signing secret comes from the environment variable LOAD_TEST_WEBHOOK_SECRET.");
    return String.join("\n", lines);
  }
}
