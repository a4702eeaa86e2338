package com.aiagents.loadtest.target;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a target over HTTP while it is loaded; keeps its connection and follows redirects.
 *
 * <p>The time-out covers the whole answer, body and redirects included. Used by one thread.
 */
public final class StatusClient {
  private final Target target;
  private final Duration patience;
  private final HttpClient http;

  public StatusClient(Target target, Duration patience) {
    this.target = target;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
  }

  /**
   * An answer.
   *
   * @param status of the last redirect's target
   * @param micros from the question to the whole body
   */
  public record Answer(int status, String body, long micros) {}

  /**
   * Asks for a path.
   *
   * @throws TargetException if there is no whole answer in time
   */
  public Answer get(String path) throws TargetException, InterruptedException {
    long start = System.nanoTime();
    HttpRequest request = HttpRequest.newBuilder(target.resolve(path)).timeout(patience).build();
    // the request's own time-out ends with the headers: a body may still trickle for ever
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      HttpResponse<String> got = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(got.statusCode(), got.body(), (System.nanoTime() - start) / 1_000);
    } catch (TimeoutException e) {
      throw new TargetException(
          "GET " + request.uri() + ": no answer within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new TargetException("GET " + request.uri() + ": " + e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
