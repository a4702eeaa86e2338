package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.AgentStatistics;
import com.aiagents.loadtest.analysis.UserSeries;
import com.aiagents.loadtest.verdict.Agent;
import com.aiagents.loadtest.verdict.AgentShare;
import com.aiagents.loadtest.verdict.Evidence;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What {@code verdict.json} says of the agents of a distributed run. */
final class AgentJson {
  private static final int DECIMALS = 6;

  private AgentJson() {}

  /** Writes them; nothing for a run of one machine. */
  static void write(JsonGenerator json, Evidence evidence) throws IOException {
    List<AgentShare> agents = AgentShare.of(evidence);
    if (agents.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("agents");
    for (AgentShare agent : agents) {
      json.writeStartObject();
      agent(json, agent);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void agent(JsonGenerator json, AgentShare share) throws IOException {
    Optional<AgentStatistics> sent = share.sent();
    json.writeStringField("name", share.name());
    decimal(json, "users", share.users());
    JsonText.number(
        json,
        "mostUsers",
        sent.map(s -> OptionalLong.of(most(s.users()))).orElse(OptionalLong.empty()));
    JsonText.number(
        json,
        "plannedUsers",
        share.planned().isPresent()
            ? OptionalLong.of(share.planned().getAsInt())
            : OptionalLong.empty());
    json.writeNumberField("requests", sent.map(AgentStatistics::count).orElse(0L));
    json.writeNumberField("errors", sent.map(AgentStatistics::errors).orElse(0L));
    decimal(json, "share", OptionalDouble.of(share.requests()));
    decimal(
        json, "mean", sent.map(s -> OptionalDouble.of(s.mean())).orElse(OptionalDouble.empty()));
    number(json, "p50", sent, AgentStatistics::p50);
    number(json, "p95", sent, AgentStatistics::p95);
    number(json, "first", sent, AgentStatistics::firstMillis);
    number(json, "last", sent, AgentStatistics::lastMillis);
    json.writeNumberField("tickets", sent.map(AgentStatistics::tickets).orElse(0L));
    JsonText.number(
        json, "numbered", share.agent().map(Agent::tickets).orElse(OptionalLong.empty()));
    json.writeStringField("lost", share.agent().flatMap(Agent::lost).orElse(null));
  }

  private static long most(UserSeries users) {
    return users.points().stream().mapToInt(UserSeries.Point::mostUsers).max().orElse(0);
  }

  private static void number(
      JsonGenerator json,
      String key,
      Optional<AgentStatistics> sent,
      ToLongFunction<AgentStatistics> value)
      throws IOException {
    JsonText.number(
        json,
        key,
        sent.map(s -> OptionalLong.of(value.applyAsLong(s))).orElse(OptionalLong.empty()));
  }

  private static void decimal(JsonGenerator json, String key, OptionalDouble value)
      throws IOException {
    json.writeFieldName(key);
    if (value.isEmpty()) {
      json.writeNull();
    } else {
      JsonText.number(json, value.getAsDouble(), AgentJson::rounded);
    }
  }

  /** Without needless zeros, and never in the form 1E+2. */
  private static BigDecimal rounded(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
