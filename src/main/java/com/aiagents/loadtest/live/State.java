package com.aiagents.loadtest.live;

import java.util.Locale;

/** How far a run is. */
public enum State {
  /** It begins when a person says so. */
  WAITING,
  /** The target is checked and JMeter starts. */
  STARTING,
  LOADING,
  DRAINING,
  /** Nothing is measured any more. */
  ENDED,
  /** There is no load: the target is only watched. */
  WATCHING;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
