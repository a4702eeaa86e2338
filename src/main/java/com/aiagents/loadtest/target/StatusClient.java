package com.aiagents.loadtest.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpEntity;
import org.apache.http.client.ClientProtocolException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.HttpHostConnectException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Asks a target over HTTP while it is loaded; keeps its connection and follows redirects.
 *
 * <p>The time-out covers the whole answer: name, connection, redirects and body. Used by one
 * thread.
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
    this(target, patience, SystemDefaultDnsResolver.INSTANCE);
  }

  /**
   * A client that asks for addresses in its own way.
   *
   * @param names may take longer than the patience
   */
  StatusClient(Target target, Duration patience, DnsResolver names) {
    this.target = target;
    this.patience = patience;
    int millis = Math.toIntExact(patience.toMillis());
    this.http =
        HttpClients.custom()
            .useSystemProperties()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .setDnsResolver(name -> resolve(names, name, patience))
            // once: a connection that was kept may be gone
            .setRetryHandler(new DefaultHttpRequestRetryHandler(1, false))
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
      throw new TargetException(what + ": " + reason(e));
    } finally {
      deadline.cancel(false);
    }
  }

  /** Asks in a thread of its own, since nothing ends a question for a name before its time. */
  private static InetAddress[] resolve(DnsResolver names, String name, Duration patience)
      throws UnknownHostException {
    FutureTask<InetAddress[]> question = new FutureTask<>(() -> names.resolve(name));
    Thread thread = new Thread(question, "status-name");
    thread.setDaemon(true);
    thread.start();
    try {
      return question.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException unknown
          ? unknown
          : new UnknownHostException(name);
    } catch (TimeoutException e) {
      throw new UnknownHostException(name + ": no address in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    }
  }

  /** The library's own exceptions say less than what caused them. */
  private static Throwable reason(IOException e) {
    boolean wraps = e instanceof ClientProtocolException || e instanceof HttpHostConnectException;
    return wraps && e.getCause() != null ? e.getCause() : e;
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
