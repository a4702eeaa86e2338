package com.aiagents.loadtest.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/**
 * Asks a target over HTTP while it is loaded; keeps its connection and follows redirects.
 *
 * <p>The time-out covers the whole answer, body and redirects included. Used by one thread.
 *
 * <p>By the blocking client that JMeter uses too: for a question a second it takes half of the
 * processor time of the JDK's, whose threads hand each answer on (docs/performance.md).
 */
public final class StatusClient implements AutoCloseable {
  static final int MOST_BYTES = 16 << 20;

  private final Target target;
  private final Duration patience;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor timer;

  public StatusClient(Target target, Duration patience) {
    this.target = target;
    this.patience = patience;
    int millis = Math.toIntExact(patience.toMillis());
    this.http =
        HttpClients.custom()
            .useSystemProperties()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .setDefaultRequestConfig(
                RequestConfig.custom().setConnectTimeout(millis).setSocketTimeout(millis).build())
            .build();
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "status-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
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
   * @throws TargetException if there is no whole answer in time, or one of more than 16 MiB
   */
  public Answer get(String path) throws TargetException {
    long start = System.nanoTime();
    HttpGet request = new HttpGet(target.resolve(path));
    String what = "GET " + request.getURI();
    // the client's own time-outs are between two bytes: an answer may still trickle for ever
    Future<?> deadline = timer.schedule(request::abort, patience.toNanos(), TimeUnit.NANOSECONDS);
    try (CloseableHttpResponse answer = http.execute(request)) {
      String body = body(answer.getEntity(), what);
      return new Answer(
          answer.getStatusLine().getStatusCode(), body, (System.nanoTime() - start) / 1_000);
    } catch (IOException e) {
      if (request.isAborted() || e instanceof InterruptedIOException) {
        throw new TargetException(what + ": no answer within " + patience.toMillis() + " ms");
      }
      throw new TargetException(what + ": " + e);
    } finally {
      deadline.cancel(false);
    }
  }

  private static String body(HttpEntity entity, String what) throws IOException, TargetException {
    if (entity == null) {
      return "";
    }
    // not in a try: to close it would read what is left
    InputStream in = entity.getContent();
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new TargetException(what + ": answered more than " + (MOST_BYTES >> 20) + " MiB");
    }
    in.close();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Gives up the connection. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      http.close();
    } catch (IOException e) {
      // nobody reads from it any more
    }
  }
}
