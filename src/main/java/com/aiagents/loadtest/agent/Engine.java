package com.aiagents.loadtest.agent;

import java.util.Map;

/** What an agent needs of JMeter. */
interface Engine {
  /** Whether a test runs; one that was ended does so until its last row was handed over. */
  boolean running();

  /** Users that are active. */
  int users();

  /** Tickets that were numbered since {@link #begin}. */
  long tickets();

  /** Rows that could not be handed to the controller since {@link #begin}. */
  long lost();

  /** Makes JMeter's properties those of the agent's start, and these. */
  void begin(Map<String, String> properties);

  /** Lets the next test wait, before its first user, for {@link #go}. */
  void hold();

  /** Whether that test has done its checks and waits, or has waited. */
  boolean ready();

  /** Lets a test that waits begin; without one it does nothing. */
  void go();

  /** Sets some more of JMeter's properties. */
  void change(Map<String, String> properties);

  /** Cuts what runs. */
  void stopNow();

  /** Which JMeter it is. */
  String version();
}
