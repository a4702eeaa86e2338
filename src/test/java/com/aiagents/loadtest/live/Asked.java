package com.aiagents.loadtest.live;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** Controls that write down what they are asked; used by threads of the page and of the test. */
final class Asked implements Controls {
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private volatile Allowed allowed;

  Asked(Allowed allowed) {
    this.allowed = allowed;
  }

  /** What was asked so far. */
  List<String> orders() {
    return orders;
  }

  void allow(Allowed allowed) {
    this.allowed = allowed;
  }

  @Override
  public Allowed allowed() {
    return allowed;
  }

  @Override
  public void start(OptionalInt users) {
    orders.add(users.isPresent() ? "start " + users.getAsInt() : "start");
    allowed = new Allowed(false, allowed.users(), allowed.mostUsers(), allowed.stop());
  }

  @Override
  public void users(int users) {
    orders.add("users " + users);
  }

  @Override
  public void stop() {
    orders.add("stop");
  }

  @Override
  public void stopNow() {
    orders.add("stop now");
  }
}
