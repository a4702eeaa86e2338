package com.aiagents.loadtest.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jmeter.engine.StandardJMeterEngine;
import org.apache.jmeter.threads.JMeterContextService;
import org.apache.jmeter.util.JMeterUtils;

/** JMeter's server in this JVM, and its properties. */
final class JMeterServer implements Engine {
  /** Where the plan's functions count the tickets of this JVM. */
  private static final String NUMBERS = "ticket.numbers";

  private final Map<Object, Object> initial;
  private StartGate gate = new StartGate();
  private long lostBefore;

  /** JMeter as it is now, which is how every run finds it. */
  JMeterServer() {
    initial = new HashMap<>(JMeterUtils.getJMeterProperties());
  }

  @Override
  public boolean running() {
    return JMeterContextService.getTestStartTime() != 0;
  }

  @Override
  public int users() {
    return JMeterContextService.getNumberOfThreads();
  }

  @Override
  public long tickets() {
    return JMeterUtils.getJMeterProperties().get(NUMBERS) instanceof AtomicLong numbers
        ? numbers.get()
        : 0;
  }

  @Override
  public long lost() {
    return WholeSampleSender.lost() - lostBefore;
  }

  @Override
  public void begin(Map<String, String> properties) {
    lostBefore = WholeSampleSender.lost();
    gate.open();
    Properties current = JMeterUtils.getJMeterProperties();
    // what an earlier run left is gone: its stop, its users, its numbers
    current.keySet().retainAll(initial.keySet());
    current.putAll(initial);
    current.putAll(properties);
  }

  @Override
  public void hold() {
    gate = new StartGate();
    JMeterUtils.getJMeterProperties().put(StartGate.NAME, gate);
  }

  @Override
  public boolean ready() {
    return gate.reached();
  }

  @Override
  public void go() {
    gate.open();
  }

  @Override
  public void change(Map<String, String> properties) {
    JMeterUtils.getJMeterProperties().putAll(properties);
  }

  @Override
  public void stopNow() {
    StandardJMeterEngine.stopEngineNow();
  }

  @Override
  public String version() {
    return JMeterUtils.getJMeterVersion();
  }
}
