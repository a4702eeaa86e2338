package com.aiagents.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** The limits of a tenant, as JSON in its row: {@code {"webhooks":{"ticket_created":100,…},…}}. */
final class RateLimits {
  /** Webhooks a minute, far above the burst's 7,600; the default of the system is 100. */
  static final long LOAD_TEST = 1_000_000;

  private static final String WEBHOOKS = "webhooks";
  private static final String TICKET_CREATED = "ticket_created";
  private static final ObjectMapper JSON = new ObjectMapper();

  private RateLimits() {}

  /**
   * The same limits with room for the load; every other key stays.
   *
   * @param json what stands in the row, or null
   */
  static String raised(String json) {
    JsonNode found = read(json);
    ObjectNode limits = found.isObject() ? (ObjectNode) found : JSON.createObjectNode();
    ObjectNode webhooks =
        limits.path(WEBHOOKS).isObject()
            ? (ObjectNode) limits.get(WEBHOOKS)
            : limits.putObject(WEBHOOKS);
    webhooks.put(TICKET_CREATED, LOAD_TEST).put("ticket_resolved", LOAD_TEST);
    return limits.toString();
  }

  /** How many webhooks a minute are allowed; empty if the row does not say so. */
  static OptionalLong webhooksPerMinute(String json) {
    JsonNode limit = read(json).path(WEBHOOKS).path(TICKET_CREATED);
    return limit.canConvertToLong() ? OptionalLong.of(limit.asLong()) : OptionalLong.empty();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json == null ? "null" : json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rate_limits is a json column", e);
    }
  }
}
