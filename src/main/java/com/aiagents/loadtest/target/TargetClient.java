package com.aiagents.loadtest.target;

import com.aiagents.loadtest.unit.RunId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Asks a target over HTTP, before the load: is it healthy, and does it take our signature? */
public final class TargetClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Target target;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public TargetClient(Target target) {
    this.target = target;
  }

  /**
   * Requires that {@code GET /health} answers 200.
   *
   * @throws TargetException saying what was found instead
   */
  public void requireHealth() throws TargetException, InterruptedException {
    URI uri = target.resolve("/health");
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).GET());
    if (answer.statusCode() != 200) {
      throw new TargetException(
          "GET " + uri + ": found " + answer.statusCode() + ", allowed is 200");
    }
  }

  /**
   * Sends one signed webhook, the probe, whose ticket is {@link RunId#probeTicket()}.
   *
   * @throws DefinitionException if the target refuses it: the user's settings are wrong
   * @throws TargetException if the target cannot take it now
   */
  public void probeSignature(RunId run, Secret secret)
      throws DefinitionException, TargetException, InterruptedException {
    ObjectNode ticket = new ObjectMapper().createObjectNode();
    ticket.put("event", "ticket_created");
    ticket.put("ticket_id", run.probeTicket());
    ticket.put("tenant_id", target.tenant());
    ticket.put("description", "Signature probe of the load test " + run.folder());
    ticket.put("priority", "low");
    ticket.put("created_at", Instant.now().toString());
    byte[] body = ticket.toString().getBytes(StandardCharsets.UTF_8);
    URI uri = target.resolve(target.webhook().pathFor(target.tenant()));
    String signature = target.webhook().signature().replace("{hex}", secret.sign(body));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-ServiceDesk-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    String found = "signature probe, POST " + uri + ": found " + answer.statusCode();
    switch (answer.statusCode()) {
      case 202 -> {
        // accepted, as it must be
      }
      case 401 ->
          throw new DefinitionException(
              found
                  + ", allowed is 202: the secret in "
                  + Secret.VARIABLE
                  + " is not the one of tenant "
                  + target.tenant()
                  + ", or the target expects another form of the signature");
      case 404 ->
          throw new DefinitionException(
              found + ", allowed is 202: the target knows no such webhook path or tenant");
      case 422, 429 ->
          throw new DefinitionException(
              found
                  + ", allowed is 202: the target refuses the ticket: "
                  + firstLine(answer.body()));
      default -> throw new TargetException(found + ", allowed is 202");
    }
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws TargetException, InterruptedException {
    HttpRequest built = request.timeout(PATIENCE).build();
    String what = built.method() + " " + built.uri();
    try {
      return http.send(built, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (HttpTimeoutException e) {
      throw new TargetException(what + ": no answer within " + PATIENCE.toSeconds() + " s");
    } catch (ConnectException e) {
      throw new TargetException(
          what + ": connection refused or host unknown: is the target running there?");
    } catch (IOException e) {
      throw new TargetException(what + ": " + e.getMessage());
    }
  }
}
