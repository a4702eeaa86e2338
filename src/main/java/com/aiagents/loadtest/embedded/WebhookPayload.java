package com.aiagents.loadtest.embedded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A ticket_created webhook, read and checked by the contract's rules.
 *
 * @param problems what is wrong with it; empty if it is valid
 */
record WebhookPayload(
    String ticketId, String tenantId, String description, String priority, List<String> problems) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> FIELDS =
      Set.of(
          "event",
          "ticket_id",
          "tenant_id",
          "description",
          "priority",
          "created_at",
          "correlation_id");
  private static final Set<String> PRIORITIES = Set.of("low", "medium", "high", "critical");
  private static final Pattern TICKET = Pattern.compile("[A-Z0-9-]{1,100}");
  private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,100}");
  private static final Pattern UUID_V4 =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
  private static final Duration OLDEST = Duration.ofSeconds(300);
  private static final Duration NEWEST = Duration.ofSeconds(30);

  static WebhookPayload read(byte[] body, Instant now) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return invalid("body: not JSON");
    }
    if (root == null || !root.isObject()) {
      return invalid("body: not a JSON object");
    }
    List<String> problems = new ArrayList<>();
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        problems.add(name + ": unknown field");
      }
    }
    if (!"ticket_created".equals(text(root, "event"))) {
      problems.add("event: must be ticket_created");
    }
    check(problems, root, "ticket_id", TICKET);
    check(problems, root, "tenant_id", TENANT);
    String description = text(root, "description");
    int length = description.codePointCount(0, description.length());
    if (length < 1 || length > 10_000) {
      problems.add("description: must have 1 to 10000 characters");
    }
    if (!PRIORITIES.contains(text(root, "priority"))) {
      problems.add("priority: must be low, medium, high or critical");
    }
    checkAge(problems, text(root, "created_at"), now);
    if (root.has("correlation_id")) {
      check(problems, root, "correlation_id", UUID_V4);
    }
    return new WebhookPayload(
        text(root, "ticket_id"),
        text(root, "tenant_id"),
        description,
        text(root, "priority"),
        List.copyOf(problems));
  }

  private static void check(List<String> problems, JsonNode root, String field, Pattern form) {
    if (!form.matcher(text(root, field)).matches()) {
      problems.add(field + ": must match " + form);
    }
  }

  private static void checkAge(List<String> problems, String createdAt, Instant now) {
    try {
      Duration age = Duration.between(OffsetDateTime.parse(createdAt).toInstant(), now);
      if (age.compareTo(OLDEST) > 0) {
        problems.add("created_at: older than 300 s");
      } else if (age.negated().compareTo(NEWEST) > 0) {
        problems.add("created_at: more than 30 s in the future");
      }
    } catch (DateTimeException e) {
      problems.add("created_at: must be ISO 8601 with a time zone");
    }
  }

  private static String text(JsonNode root, String field) {
    JsonNode node = root.path(field);
    return node.isTextual() ? node.textValue() : "";
  }

  private static WebhookPayload invalid(String problem) {
    return new WebhookPayload("", "", "", "", List.of(problem));
  }
}
