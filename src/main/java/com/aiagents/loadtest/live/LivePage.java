package com.aiagents.loadtest.live;

import com.aiagents.loadtest.samples.JtlTail;
import com.aiagents.loadtest.samples.MonitorTail;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The live page of this process: open from before the first run until after the last one.
 *
 * <p>A daemon thread reads on in the files of the run four times a second and ends a second when it
 * is over by half of one, so that what is written a little late still counts in it. Whatever
 * happens to the page, the run goes on. Safe for many threads.
 */
public final class LivePage implements AutoCloseable {
  private static final long PERIOD_MILLIS = 250;
  private static final long LATE_MILLIS = 500;

  private final LiveModel model;
  private final Events events = new Events();
  private final Controls controls;
  private final LiveServer server;
  private final Visitors visitors;
  private final String bind;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "live");

  /** Held while files are read on, so that nothing of one run is shown as the next one's. */
  private final Object reading = new Object();

  private Source source;
  private long closed = Math.floorDiv(System.currentTimeMillis(), 1_000);

  /** What is read on; null before the first run. */
  private record Source(
      JtlTail samples, MonitorTail monitor, Supplier<List<WorkflowRow>> tickets) {}

  private LivePage(Shown shown, State state, Controls controls, String bind, int port)
      throws IOException {
    this.controls = controls;
    this.bind = bind;
    this.model = new LiveModel(shown, state);
    InetAddress address = InetAddress.getByName(bind);
    this.visitors = Visitors.of(address, bind);
    this.server =
        new LiveServer(
            new InetSocketAddress(address, port),
            visitors,
            events,
            () -> model.all(controls.allowed()),
            controls);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens a page.
   *
   * @param bind the address to listen at
   * @param port 0 takes a free one
   * @throws IOException saying why it cannot listen there
   */
  public static LivePage open(Shown shown, State state, Controls controls, String bind, int port)
      throws IOException {
    try {
      return new LivePage(shown, state, controls, bind, port);
    } catch (UnknownHostException e) {
      throw new IOException("live page: found '" + bind + "', which is no address", e);
    } catch (IOException e) {
      throw new IOException(
          "live page: cannot listen at " + bind + ":" + port + " (" + e.getMessage() + ")", e);
    }
  }

  /** Where a browser finds it; holds the token, if one is needed. */
  public String url() {
    String host = bind.contains(":") ? "[" + bind + "]" : bind;
    return "http://"
        + (host.equals("127.0.0.1") ? Visitors.LOCALHOST : host)
        + ":"
        + server.port()
        + "/"
        + visitors.token().map(token -> "?token=" + token).orElse("");
  }

  /**
   * Shows another run from now on.
   *
   * @param files are read while they are written
   */
  public void begin(Shown shown, State state, RunFiles files) {
    synchronized (reading) {
      source =
          new Source(
              new JtlTail(files.samples(), files.renamed(), model::add),
              new MonitorTail(files.monitor(), model::add),
              files.tickets());
      model.begin(shown, state);
    }
    events.send(new Events.Event("all", model.all(controls.allowed())));
  }

  /** Says how far the run is. */
  public void state(State state) {
    model.state(state);
  }

  /** Says what is being done. */
  public void step(String text) {
    model.step(text);
  }

  /** Shows another plan of the same load. */
  public void phases(List<Phase> phases) {
    model.phases(phases);
  }

  /** Shows the verdict so far. */
  public void verdict(Verdict verdict) {
    model.verdict(verdict, Diagnosis.NONE);
  }

  /** Shows the verdict of a run that has ended, and what may be behind it. */
  public void verdict(Verdict verdict, Diagnosis diagnosis) {
    model.verdict(verdict, diagnosis);
  }

  private void follow() {
    try {
      while (!stopped.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        advance();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void advance() {
    synchronized (reading) {
      readOn();
      closeSeconds();
    }
  }

  private void readOn() {
    if (source == null) {
      return;
    }
    long millis = System.currentTimeMillis();
    try {
      source.samples().advance();
      source.monitor().advance();
      source.tickets().get().forEach(ticket -> model.add(ticket, millis));
    } catch (IOException | RuntimeException e) {
      // what cannot be read now is read later, or by the gate
    }
  }

  private void closeSeconds() {
    long over = Math.floorDiv(System.currentTimeMillis() - LATE_MILLIS, 1_000) - 1;
    // a machine that slept need not be told of every second
    closed = Math.max(closed, over - Timeline.MOST_SECONDS);
    while (closed < over) {
      closed++;
      tell(model.close(closed));
    }
  }

  private void tell(boolean columns) {
    if (events.pages() == 0) {
      // whoever opens the page is told everything first
      return;
    }
    events.send(
        columns
            ? new Events.Event("all", model.all(controls.allowed()))
            : new Events.Event("second", model.second(controls.allowed())));
  }

  /** Shows the last state to every open page, and closes. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    advance();
    events.send(new Events.Event("end", model.all(Controls.Allowed.NOTHING)));
    server.close();
  }
}
