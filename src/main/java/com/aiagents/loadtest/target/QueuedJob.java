package com.aiagents.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job that waits in the queue.
 *
 * <p>Two forms are understood: plain JSON with the two keys, and a Celery message, whose {@code
 * body} is base64 of {@code [args, kwargs, embed]}. The keys are looked for from the outside in,
 * also within JSON texts: what stands nearest to the outside counts, since deeper down may stand
 * what a person wrote into a ticket. Two different values equally near are no job of anybody.
 *
 * @param tenantId whose it is
 * @param ticketId the ticket to be enhanced
 */
public record QueuedJob(String tenantId, String ticketId) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads an entry of the list; empty if it does not say whose it is and for which ticket. */
  public static Optional<QueuedJob> parse(String entry) {
    Optional<JsonNode> message = container(entry);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    JsonNode encoding = message.get().path("properties").path("body_encoding");
    List<JsonNode> outermost =
        encoding.isMissingNode()
            ? List.of(message.get())
            : arguments(encoding.asText(), message.get().path("body").asText());
    return nearest("tenant_id", outermost)
        .flatMap(
            tenant -> nearest("ticket_id", outermost).map(ticket -> new QueuedJob(tenant, ticket)));
  }

  /** The keyword arguments and each positional one; not {@code embed}, which holds other tasks. */
  private static List<JsonNode> arguments(String encoding, String body) {
    List<JsonNode> arguments = new ArrayList<>();
    if (encoding.equals("base64")) {
      try {
        JsonNode call = JSON.readTree(Base64.getDecoder().decode(body));
        if (call.isArray()) {
          arguments.add(call.path(1));
          call.path(0).forEach(arguments::add);
        }
      } catch (IOException | IllegalArgumentException e) {
        // not the JSON that was announced: a job of nobody
      }
    }
    return arguments;
  }

  private static Optional<String> nearest(String key, List<JsonNode> outermost) {
    List<JsonNode> level = outermost;
    while (!level.isEmpty()) {
      Set<JsonNode> found = new HashSet<>();
      List<JsonNode> deeper = new ArrayList<>();
      for (JsonNode node : level) {
        if (node.has(key)) {
          found.add(node.get(key));
        }
        if (node.isTextual()) {
          container(node.textValue()).ifPresent(deeper::add);
        } else {
          node.forEach(deeper::add);
        }
      }
      if (!found.isEmpty()) {
        JsonNode value = found.iterator().next();
        return found.size() == 1 && value.isTextual() && !value.textValue().isEmpty()
            ? Optional.of(value.textValue())
            : Optional.empty();
      }
      level = deeper;
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> container(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
