package com.aiagents.loadtest.embedded;

import com.aiagents.loadtest.embedded.JobQueue.Job;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/** The HTTP API of the contract. */
final class Api implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("api");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNATURE = "X-ServiceDesk-Signature";
  private static final String COLUMNS =
      "id, tenant_id, ticket_id, status, llm_output, error_message, processing_time_ms,"
          + " created_at, completed_at";
  private static final int MOST_ITEMS = 100;

  private final Database database;
  private final JobQueue queue;
  private final Tenants tenants;
  private final TargetMetrics metrics;
  private final String defaultTenant;
  private final ApiFaults faults;
  private final Javalin server;

  Api(
      Database database,
      JobQueue queue,
      Tenants tenants,
      TargetMetrics metrics,
      String defaultTenant,
      ApiFaults faults) {
    this.database = database;
    this.queue = queue;
    this.tenants = tenants;
    this.metrics = metrics;
    this.defaultTenant = defaultTenant;
    this.faults = faults;
    this.server =
        Javalin.create(
            config -> {
              config.showJavalinBanner = false;
              config.startupWatcherEnabled = false;
              config.router.ignoreTrailingSlashes = false;
              config.http.maxRequestSize = 1_000_000;
              QueuedThreadPool threads = new QueuedThreadPool(260, 8);
              threads.setName("http");
              config.jetty.threadPool = threads;
            });
    server.before(
        context -> {
          if (faults.hanging()) {
            neverAnswer(context);
          }
        });
    server.post("/webhooks/{tool}/{tenant_id}", this::webhook);
    server.post("/webhook/{tool}", this::webhook);
    server.get("/health", this::health);
    server.get("/metrics", context -> context.redirect("/metrics/"));
    server.get("/metrics/", this::metrics);
    server.get("/enhancements/history", this::history);
    server.get("/enhancements/{ticket_id}", this::ticket);
    server.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed: {}", context.method(), context.path(), e.toString());
          answer(context, 500, "internal error");
        });
    faults.crashBy(server::stop);
  }

  /** Holds a request without an answer, without a thread and without an end. */
  private static void neverAnswer(Context context) {
    context.future(CompletableFuture::new);
  }

  /** Starts to listen on loopback; port 0 takes a free one. */
  int start(int port) {
    server.start("127.0.0.1", port);
    return server.port();
  }

  private void webhook(Context context) throws SQLException, IOException {
    faults.received();
    if (!"servicedesk".equals(context.pathParam("tool"))) {
      answer(context, 404, "unknown tool " + context.pathParam("tool"));
      return;
    }
    byte[] body = context.bodyAsBytes();
    WebhookPayload payload = WebhookPayload.read(body, Instant.now());
    // the older path names no tenant: the body does, and its signature may stand bare
    boolean older = !context.pathParamMap().containsKey("tenant_id");
    String tenantId = older ? payload.tenantId() : context.pathParam("tenant_id");
    Optional<Tenants.Tenant> tenant;
    try {
      tenant = tenantId.isEmpty() ? Optional.empty() : tenants.find(tenantId);
    } catch (JedisException e) {
      answer(context, 503, "queue unavailable");
      return;
    }
    if (tenant.isEmpty()
        || faults.rejectsSignatures()
        || !WebhookSignature.valid(context.header(SIGNATURE), body, tenant.get().secret(), older)) {
      LOG.warn("webhook for {} refused: signature missing or wrong", tenantId);
      answer(context, 401, "signature missing or wrong");
      return;
    }
    if (!payload.problems().isEmpty()) {
      answer(context, 422, String.join("; ", payload.problems()));
      return;
    }
    if (!payload.tenantId().equals(tenantId)) {
      answer(context, 422, "tenant_id: not the tenant of the path");
      return;
    }
    enqueue(context, payload, tenant.get());
  }

  private void enqueue(Context context, WebhookPayload payload, Tenants.Tenant tenant) {
    try {
      long minute = Instant.now().getEpochSecond() / 60;
      long limit = faults.limit(tenant);
      if (queue.countInMinute(tenant.id(), minute) > limit) {
        answer(context, 429, "more than " + limit + " webhooks a minute");
        return;
      }
      String job = UUID.randomUUID().toString();
      WebhookFault fault = faults.next(payload.ticketId());
      if (fault.queued()) {
        queue.push(
            new Job(
                job, tenant.id(), payload.ticketId(), payload.description(), payload.priority()));
        metrics.received(tenant.id());
      }
      switch (fault) {
        case NONE -> accept(context, job);
        case ERROR_INSTEAD, ERROR_ALTHOUGH -> {
          LOG.error("webhook for ticket {} failed: connection reset by peer", payload.ticketId());
          answer(context, 500, "internal error");
        }
        case SILENCE_INSTEAD, SILENCE_ALTHOUGH -> neverAnswer(context);
      }
    } catch (JedisException e) {
      LOG.error("queue unavailable: {}", e.getMessage());
      answer(context, 503, "queue unavailable");
    }
  }

  private static void accept(Context context, String job) {
    ObjectNode accepted = JSON.createObjectNode();
    accepted.put("status", "accepted");
    accepted.put("job_id", job);
    accepted.put("message", "Enhancement job queued");
    json(context, 202, accepted.toString());
  }

  private void health(Context context) {
    boolean postgres = database.answers();
    boolean redis = queue.answers();
    ObjectNode health = JSON.createObjectNode();
    health.put("status", postgres && redis ? "healthy" : "unhealthy");
    health.put("database", postgres ? "up" : "down");
    health.put("redis", redis ? "up" : "down");
    json(context, postgres && redis ? 200 : 503, health.toString());
  }

  private void metrics(Context context) throws IOException {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.text());
  }

  private void history(Context context) throws SQLException {
    String tenant = context.queryParam("tenant_id");
    int limit;
    int offset;
    try {
      limit = Integer.parseInt(Optional.ofNullable(context.queryParam("limit")).orElse("50"));
      offset = Integer.parseInt(Optional.ofNullable(context.queryParam("offset")).orElse("0"));
    } catch (NumberFormatException e) {
      answer(context, 422, "limit and offset must be numbers");
      return;
    }
    if (tenant == null || limit < 1 || limit > MOST_ITEMS || offset < 0) {
      answer(context, 422, "tenant_id needed, limit 1 to " + MOST_ITEMS + ", offset from 0");
      return;
    }
    ArrayNode items =
        database.asTenant(
            tenant,
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT "
                          + COLUMNS
                          + " FROM enhancement_history WHERE tenant_id = ?"
                          + " ORDER BY created_at DESC LIMIT ? OFFSET ?")) {
                query.setString(1, tenant);
                query.setInt(2, limit);
                query.setInt(3, offset);
                ResultSet rows = query.executeQuery();
                ArrayNode array = JSON.createArrayNode();
                while (rows.next()) {
                  array.add(item(rows));
                }
                return array;
              }
            });
    json(context, 200, items.toString());
  }

  private void ticket(Context context) throws SQLException {
    String tenant = Optional.ofNullable(context.queryParam("tenant_id")).orElse(defaultTenant);
    ObjectNode item =
        database.asTenant(
            tenant,
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT "
                          + COLUMNS
                          + " FROM enhancement_history WHERE tenant_id = ? AND ticket_id = ?"
                          + " ORDER BY created_at DESC LIMIT 1")) {
                query.setString(1, tenant);
                query.setString(2, context.pathParam("ticket_id"));
                ResultSet rows = query.executeQuery();
                return rows.next() ? item(rows) : null;
              }
            });
    if (item == null) {
      answer(context, 404, "not there yet");
    } else {
      json(context, 200, item.toString());
    }
  }

  private static ObjectNode item(ResultSet row) throws SQLException {
    ObjectNode item = JSON.createObjectNode();
    for (String column :
        List.of("id", "tenant_id", "ticket_id", "status", "llm_output", "error_message")) {
      item.put(column, row.getString(column));
    }
    item.put("processing_time_ms", (Integer) row.getObject("processing_time_ms"));
    item.put("created_at", row.getTimestamp("created_at").toInstant().toString());
    Timestamp completed = row.getTimestamp("completed_at");
    item.put("completed_at", completed == null ? null : completed.toInstant().toString());
    return item;
  }

  private static void answer(Context context, int status, String detail) {
    json(context, status, JSON.createObjectNode().put("detail", detail).toString());
  }

  private static void json(Context context, int status, String body) {
    context.status(status).contentType("application/json; charset=utf-8").result(body);
  }

  @Override
  public void close() {
    server.stop();
  }
}
