package com.aiagents.loadtest.run;

import com.aiagents.loadtest.scenario.RampAndHold;
import com.aiagents.loadtest.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Follows a load from JMeter's start to its end: shows how it goes, hands on what a person asks of
 * it, and ends it when it must end. Used by one thread.
 */
final class LoadFollower {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration START = Duration.ofSeconds(120);

  /** The longest answer (60 s response time-out) plus JMeter's own start and end. */
  private static final Duration OVERTIME = Duration.ofSeconds(120);

  private static final int SHOWN_SECONDS = 6;

  private final JMeterRun jmeter;
  private final Agents agents;
  private final SampleTail tail;
  private final Scenario scenario;
  private final Aborts aborts;
  private final Attention attention;
  private final Deque<long[]> recent = new ArrayDeque<>();
  private RunFile run;
  private long stopAsked;
  private String lost;
  private long lostSeen;

  /**
   * Who attends to a load.
   *
   * @param file where run.json is kept
   */
  record Attention(
      Interruption interruption,
      Steering steering,
      RunListener listener,
      java.nio.file.Path file) {}

  /**
   * How a load ended.
   *
   * @param run what run.json says of the load, changes included
   * @param state one of run.json's
   * @param note why; null if there is nothing to say
   */
  record End(RunFile run, String state, String note) {}

  LoadFollower(
      JMeterRun jmeter,
      Agents agents,
      SampleTail tail,
      Scenario scenario,
      Aborts aborts,
      Attention attention,
      RunFile run) {
    this.jmeter = jmeter;
    this.agents = agents;
    this.tail = tail;
    this.scenario = scenario;
    this.aborts = aborts;
    this.attention = attention;
    this.run = run;
    // what was asked of the load before this one came too late for it
    attention.steering().takeUsers();
  }

  /** Follows it to its end; JMeter may still run then, if it has to be ended. */
  End follow() throws IOException, InterruptedException {
    Optional<End> ended = Optional.empty();
    long start = System.nanoTime();
    long lastShown = 0;
    while (ended.isEmpty() && jmeter.isRunning()) {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      tail.advance();
      long now = System.nanoTime();
      steer(now);
      ended = early(now, Duration.ofNanos(now - start));
      if (now - lastShown >= TimeUnit.SECONDS.toNanos(1)) {
        lastShown = now;
        show(now);
      }
    }
    tail.advance();
    return ended.orElseGet(this::byItself);
  }

  /** Why it has to be ended; empty if it goes on. */
  private Optional<End> early(long now, Duration elapsed) throws IOException {
    Interruption interruption = attention.interruption();
    if (interruption.insisted()) {
      return end(RunFile.INTERRUPTED, "stopped by the user, at once");
    }
    long gone = scenario.thinkTime().longest().plus(OVERTIME).toNanos();
    if (stopAsked != 0 && now - stopAsked > gone) {
      return end(RunFile.INTERRUPTED, "stopped by the user; JMeter did not end by itself");
    }
    if (lost != null && (agents.idle() || now - lostSeen > gone)) {
      return end(RunFile.ABORTED, lost);
    }
    if (tail.firstMillis() == 0 && elapsed.compareTo(START) > 0) {
      return failed("no request within " + START.toSeconds() + " s of the start, see maven.log");
    }
    if (elapsed.compareTo(scenario.profile().duration().plus(START).plus(OVERTIME)) > 0) {
      return failed("JMeter did not end with the load");
    }
    return aborts.reason().flatMap(why -> end(RunFile.ABORTED, why));
  }

  private Optional<End> end(String state, String note) {
    attention.listener().step("ending the load: " + note);
    return Optional.of(new End(run, state, note));
  }

  /** A load that was stopped and then failed was stopped. */
  private Optional<End> failed(String note) {
    return end(attention.interruption().requested() ? RunFile.INTERRUPTED : RunFile.FAILED, note);
  }

  private End byItself() {
    if (attention.interruption().requested()) {
      return new End(run, RunFile.INTERRUPTED, "stopped by the user");
    }
    if (lost != null) {
      return new End(run, RunFile.ABORTED, lost);
    }
    if (jmeter.exitCode() != 0) {
      return new End(
          run,
          RunFile.FAILED,
          "JMeter or Maven ended with status " + jmeter.exitCode() + ", see maven.log");
    }
    // JMeter ends with 0 when its engine could not start
    return tail.samples() == 0
        ? new End(
            run, RunFile.FAILED, "JMeter ended without one request, see jmeter.log and maven.log")
        : new End(run, RunFile.FINISHED, null);
  }

  private void steer(long now) throws IOException {
    if (attention.interruption().requested() && stopAsked == 0) {
      stopAsked = now;
      attention.listener().step("stopping: users finish what they do (again to stop at once)");
      jmeter.stopGracefully();
      agents.stop();
    }
    agents.begin();
    if (lost == null && agents.lost().isPresent()) {
      lost = agents.lost().get();
      lostSeen = now;
      // JMeter would wait for it for ever
      attention.listener().step(lost + "; the users of the others finish what they do");
      agents.stop();
    }
    if (stopAsked == 0
        && lost == null
        && tail.firstMillis() > 0
        && scenario.profile() instanceof RampAndHold) {
      OptionalInt users = attention.steering().takeUsers();
      if (users.isPresent()) {
        change(users.getAsInt());
      }
    }
  }

  private void change(int users) throws IOException {
    long second = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis() - tail.firstMillis());
    if (second >= run.load().durationSeconds()) {
      return;
    }
    // written first: what JMeter does without a plan that says so would not be as planned
    run = run.withLoad(run.load().changed(second, users));
    run.write(attention.file());
    jmeter.changeUsers(users, scenario.profile().duration());
    agents.changeUsers(users, scenario.profile().duration());
    attention.listener().changed(run);
    attention.listener().step("changed to " + users + " users, " + second + " s after the start");
  }

  private void show(long now) {
    recent.addLast(new long[] {now, tail.samples()});
    while (recent.size() > SHOWN_SECONDS) {
      recent.removeFirst();
    }
    if (tail.firstMillis() == 0) {
      return;
    }
    long[] oldest = recent.getFirst();
    double seconds = (now - oldest[0]) / 1e9;
    Duration elapsed = Duration.ofMillis(System.currentTimeMillis() - tail.firstMillis());
    Duration left = scenario.profile().duration().minus(elapsed);
    attention
        .listener()
        .progress(
            new RunListener.Progress(
                agents.any() ? agents.users() : tail.users(),
                seconds > 0 ? (tail.samples() - oldest[1]) / seconds : 0,
                tail.samples(),
                tail.errors(),
                elapsed,
                left.isNegative() ? Duration.ZERO : left));
  }
}
