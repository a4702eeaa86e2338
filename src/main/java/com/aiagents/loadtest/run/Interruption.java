package com.aiagents.loadtest.run;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM: the first asks for a graceful stop, the second for an immediate one.
 *
 * <p>Loops ask {@link #requested()}; nothing is interrupted behind their back. Safe for many
 * threads.
 */
public final class Interruption {
  private final AtomicInteger requests = new AtomicInteger();

  /** Takes over SIGINT and SIGTERM of this process. */
  public static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    for (String signal : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(signal), s -> interruption.request());
    }
    return interruption;
  }

  /** One that only {@link #request()} triggers. */
  public static Interruption none() {
    return new Interruption();
  }

  private Interruption() {}

  /** Asks for a stop. */
  public void request() {
    requests.incrementAndGet();
  }

  /** Whether a stop was asked for. */
  public boolean requested() {
    return requests.get() > 0;
  }

  /** Whether it was asked for more than once. */
  public boolean insisted() {
    return requests.get() > 1;
  }
}
