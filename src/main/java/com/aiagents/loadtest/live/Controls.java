package com.aiagents.loadtest.live;

import java.util.OptionalInt;

/** What a person may ask of a run by the page; called by threads of the page. */
public interface Controls {
  /** What may be asked now. */
  Allowed allowed();

  /**
   * Begins the load.
   *
   * @param users at the top of the profile; empty for as many as planned
   */
  void start(OptionalInt users);

  /** Changes the users of a load that goes on. */
  void users(int users);

  /** Lets the users finish what they do, and ends the load. */
  void stop();

  /** Ends the load at once. */
  void stopNow();

  /**
   * What may be asked.
   *
   * @param start whether the load waits to be begun
   * @param users whether their number may be changed
   * @param mostUsers the most that may be asked for
   * @param stop whether there is something to stop
   */
  record Allowed(boolean start, boolean users, int mostUsers, boolean stop) {
    /** Nothing may be asked. */
    public static final Allowed NOTHING = new Allowed(false, false, 0, false);
  }

  /** Nothing can be asked: the page only shows. */
  Controls NONE =
      new Controls() {
        @Override
        public Allowed allowed() {
          return Allowed.NOTHING;
        }

        @Override
        public void start(OptionalInt users) {
          throw new IllegalStateException("nothing can be started");
        }

        @Override
        public void users(int users) {
          throw new IllegalStateException("there are no users");
        }

        @Override
        public void stop() {
          throw new IllegalStateException("nothing can be stopped");
        }

        @Override
        public void stopNow() {
          throw new IllegalStateException("nothing can be stopped");
        }
      };
}
