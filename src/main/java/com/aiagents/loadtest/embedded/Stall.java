package com.aiagents.loadtest.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Workers that stand still: while it lasts no job is taken, and what was about to finish is kept.
 * Safe for many threads.
 */
final class Stall {
  private final List<Runnable> kept = new ArrayList<>();
  private boolean lasting;

  synchronized void begin() {
    lasting = true;
  }

  /** Lets the workers go on where they stopped. */
  void end() {
    List<Runnable> resumed;
    synchronized (this) {
      lasting = false;
      resumed = List.copyOf(kept);
      kept.clear();
    }
    resumed.forEach(Runnable::run);
  }

  synchronized boolean lasts() {
    return lasting;
  }

  /**
   * Keeps work until the end of the stall.
   *
   * @return false if there is no stall: then the work is the caller's
   */
  synchronized boolean keeps(Runnable work) {
    return lasting && kept.add(work);
  }
}
