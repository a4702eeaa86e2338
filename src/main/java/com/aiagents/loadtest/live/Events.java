package com.aiagents.loadtest.live;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Hands events to every page that is open. A page that does not read is given up when some events
 * wait for it; it comes again by itself and is told everything. Safe for many threads.
 */
final class Events {
  static final int MOST_PAGES = 16;
  private static final int MOST_WAITING = 20;

  private final List<Page> pages = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /**
   * An event.
   *
   * @param name of the event, one word
   * @param data one line
   */
  record Event(String name, String data) {}

  /** A page that is open. */
  final class Page implements AutoCloseable {
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean given;

    /** The next event; null if there is none for some time. */
    Event next(long millis) throws InterruptedException {
      return waiting.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether nothing comes any more. */
    boolean isOver() {
      return given || ended && waiting.isEmpty();
    }

    private void offer(Event event) {
      given |= !waiting.offer(event);
    }

    @Override
    public void close() {
      pages.remove(this);
    }
  }

  /** Opens a page; null if there are too many. */
  synchronized Page open() {
    if (pages.size() >= MOST_PAGES) {
      return null;
    }
    Page page = new Page();
    pages.add(page);
    return page;
  }

  void send(Event event) {
    pages.forEach(page -> page.offer(event));
  }

  /** Says that nothing comes any more. */
  void end() {
    ended = true;
  }

  /** How many pages are open. */
  int pages() {
    return pages.size();
  }
}
