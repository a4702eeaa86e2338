package com.aiagents.loadtest.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The page over HTTP: its files, {@code GET /events}, and {@code POST /control}.
 *
 * <p>A page that is open has a thread of its own, so that a slow one holds up nothing. Every answer
 * forbids scripts and requests that are not the page's own.
 */
final class LiveServer implements AutoCloseable {
  private static final int LONGEST_BODY = 1_024;
  private static final long HEARTBEAT_MILLIS = 5_000;
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int POLL_MILLIS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, PageFile> FILES =
      Map.of(
          "/", new PageFile("index.html", "text/html; charset=utf-8"),
          "/theme.css", new PageFile("/com/aiagents/loadtest/theme.css", "text/css; charset=utf-8"),
          "/page.css", new PageFile("page.css", "text/css; charset=utf-8"),
          "/page.js", new PageFile("page.js", "text/javascript; charset=utf-8"),
          "/uplot.css", PageFile.ofLibrary("uPlot.min.css", "text/css; charset=utf-8"),
          "/uplot.js", PageFile.ofLibrary("uPlot.iife.min.js", "text/javascript; charset=utf-8"));

  static {
    // whoever connects and sends nothing does not keep a thread for ever
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
  }

  private final AtomicInteger answering = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads;
  private final Visitors visitors;
  private final Events events;
  private final Supplier<String> everything;
  private final Controls controls;

  /**
   * A server that listens.
   *
   * @param everything the data of the first event of a page
   * @throws IOException if it cannot listen there
   */
  LiveServer(
      InetSocketAddress address,
      Visitors visitors,
      Events events,
      Supplier<String> everything,
      Controls controls)
      throws IOException {
    this.visitors = visitors;
    this.events = events;
    this.everything = everything;
    this.controls = controls;
    this.server = HttpServer.create(address, 0);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "live-page");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    answering.incrementAndGet();
    try {
      answerAndClose(exchange);
    } finally {
      answering.decrementAndGet();
    }
  }

  private void answerAndClose(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean changes = !exchange.getRequestMethod().equals("GET");
      Optional<String> refusal = visitors.refusal(exchange.getRequestHeaders(), changes);
      if (refusal.isPresent()) {
        text(exchange, 403, refusal.get());
      } else if (!visitors.isInvited(exchange.getRequestHeaders())) {
        invite(exchange);
      } else {
        route(exchange);
      }
    } catch (InterruptedException e) {
      // the server stops
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the token out of the address, where others would see it. */
  private void invite(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (exchange.getRequestMethod().equals("GET")
        && query != null
        && query.startsWith("token=")
        && visitors.isToken(query.substring("token=".length()))) {
      exchange
          .getResponseHeaders()
          .set(
              "Set-Cookie",
              Visitors.COOKIE
                  + "="
                  + visitors.token().orElseThrow()
                  + "; HttpOnly; SameSite=Strict; Path=/");
      exchange.getResponseHeaders().set("Location", "/");
      text(exchange, 303, "");
    } else {
      text(exchange, 401, "This page needs the token that the launcher printed with its address.");
    }
  }

  private void route(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals("/control") && method.equals("POST")) {
      control(exchange);
    } else if (!method.equals("GET")) {
      text(exchange, 405, "allowed is GET, and POST of /control");
    } else if (path.equals("/events")) {
      stream(exchange);
    } else if (FILES.containsKey(path)) {
      PageFile file = FILES.get(path);
      send(exchange, 200, file.type(), file.bytes());
    } else {
      text(exchange, 404, "there is no such page");
    }
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    try (Events.Page page = events.open()) {
      if (page == null) {
        text(exchange, 503, "allowed are " + Events.MOST_PAGES + " open pages");
        return;
      }
      headers(exchange, "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, new Events.Event("all", everything.get()));
      while (!page.isOver()) {
        Events.Event event = page.next(HEARTBEAT_MILLIS);
        if (event != null) {
          write(out, event);
        } else {
          // a page that is gone is known by what cannot be sent
          out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
    }
  }

  private static void write(OutputStream out, Events.Event event) throws IOException {
    String text = "event: " + event.name() + "\ndata: " + event.data() + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void control(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      text(exchange, 415, "allowed is application/json");
      return;
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LONGEST_BODY + 1);
    }
    try {
      if (body.length > LONGEST_BODY) {
        throw new IllegalArgumentException("found more than " + LONGEST_BODY + " bytes");
      }
      obey(JSON.readTree(body));
      text(exchange, 200, "done");
    } catch (IOException | IllegalArgumentException e) {
      text(exchange, 400, e instanceof IOException ? "found no JSON" : e.getMessage());
    }
  }

  private void obey(JsonNode asked) {
    Controls.Allowed allowed = controls.allowed();
    String what = asked.path("do").asText();
    boolean possible =
        switch (what) {
          case "start" -> allowed.start();
          case "users" -> allowed.users();
          case "stop", "stop-now" -> allowed.stop();
          default ->
              throw new IllegalArgumentException("do: allowed are start, users, stop and stop-now");
        };
    if (!possible) {
      throw new IllegalArgumentException(what + ": not possible now");
    }
    switch (what) {
      case "start" -> controls.start(users(asked, allowed));
      case "users" ->
          controls.users(
              users(asked, allowed)
                  .orElseThrow(() -> new IllegalArgumentException("users: missing")));
      case "stop" -> controls.stop();
      default -> controls.stopNow();
    }
  }

  private static OptionalInt users(JsonNode asked, Controls.Allowed allowed) {
    JsonNode users = asked.path("users");
    if (users.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!allowed.users()) {
      throw new IllegalArgumentException("users: this scenario keeps those that are planned");
    }
    if (!users.isInt() || users.asInt() < 1 || users.asInt() > allowed.mostUsers()) {
      throw new IllegalArgumentException("users: allowed is 1 to " + allowed.mostUsers());
    }
    return OptionalInt.of(users.asInt());
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    send(
        exchange,
        status,
        "text/plain; charset=utf-8",
        (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    headers(exchange, type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void headers(HttpExchange exchange, String type) {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  @Override
  public void close() {
    events.end();
    // the server itself would wait the whole time, answers under way or not
    long end = System.nanoTime() + STOP_NANOS;
    try {
      while (answering.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
