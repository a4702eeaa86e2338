package com.aiagents.loadtest.scenario;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One thing a user does, with the label that its samples carry. */
public enum Task {
  SUBMIT("submit", "POST /webhooks/servicedesk/{tenant_id}"),
  HISTORY("history", "GET /enhancements/history"),
  TICKET("ticket", "GET /enhancements/{ticket_id}"),
  METRICS("metrics", "GET /metrics"),
  HEALTH("health", "GET /health");

  /** The check that every user makes once, before the first task; outside the task mix. */
  public static final String FIRST_CONTACT_LABEL = "GET /health (start)";

  private static final Map<String, Task> BY_LABEL =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Task::label, Function.identity()));

  private final String key;
  private final String label;

  Task(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /** The task whose samples carry a label. */
  public static Optional<Task> ofLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The short name: in properties ({@code weight.submit}) and target files ({@code reads}). */
  public String key() {
    return key;
  }

  /** The label of this task's samples in the JTL. */
  public String label() {
    return label;
  }
}
