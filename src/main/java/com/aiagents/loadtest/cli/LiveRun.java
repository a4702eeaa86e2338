package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.live.Controls;
import com.aiagents.loadtest.live.LivePage;
import com.aiagents.loadtest.live.RunFiles;
import com.aiagents.loadtest.live.Shown;
import com.aiagents.loadtest.live.State;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.RunListener;
import com.aiagents.loadtest.run.Steering;
import com.aiagents.loadtest.run.TicketWatch;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.RampAndHold;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The live page of {@code run}: shows how its runs go on, and hands on what is asked there. Safe
 * for many threads.
 */
final class LiveRun implements RunListener, Controls, AutoCloseable {
  private static final int MOST_USERS = 100_000;

  private final Steering steering;
  private final Interruption interruption;
  private final Thresholds thresholds;
  private final LivePage page;
  private volatile Scenario scenario;
  private volatile boolean loading;
  private volatile boolean ended;
  private volatile OptionalInt startUsers = OptionalInt.empty();
  private SoFar soFar;

  /**
   * Opens the page.
   *
   * @param first the scenario that comes first
   * @param target where the load will go
   */
  LiveRun(
      PageOptions options,
      Scenario first,
      String target,
      Steering steering,
      Interruption interruption,
      Thresholds thresholds)
      throws EnvironmentException {
    this.steering = steering;
    this.interruption = interruption;
    this.thresholds = thresholds;
    this.scenario = first;
    Shown shown = new Shown("", first.name(), target, first.profile().phases());
    State state = steering.started() ? State.STARTING : State.WAITING;
    try {
      page = LivePage.open(shown, state, this, options.bind(), options.port());
    } catch (IOException e) {
      throw new EnvironmentException(e.getMessage());
    }
  }

  /** Where a browser finds the page. */
  String url() {
    return page.url();
  }

  /** A scenario as it was asked for when the load was started on the page. */
  Scenario asStarted(Scenario planned) {
    return startUsers.isPresent() && planned.profile() instanceof RampAndHold
        ? planned.withUsers(startUsers.getAsInt())
        : planned;
  }

  /** A scenario comes next. */
  void next(Scenario next, Target target, RunFolder folder) {
    scenario = next;
    page.begin(
        new Shown(folder.id().folder(), next.name(), target.toString(), next.profile().phases()),
        State.STARTING,
        new RunFiles(folder.rawSamples(), folder.samples(), folder.monitor(), List::of));
  }

  @Override
  public boolean wantsTickets() {
    return true;
  }

  @Override
  public void loading(RunFolder folder, RunFile run, Optional<TicketWatch> tickets) {
    soFar = new SoFar(folder, thresholds, tickets.isPresent(), page::verdict);
    page.begin(
        new Shown(
            folder.id().folder(),
            run.scenario(),
            run.target().name() + " (" + run.target().url() + ")",
            phases(run)),
        State.STARTING,
        new RunFiles(
            folder.rawSamples(), folder.samples(), folder.monitor(), () -> finished(tickets)));
    loading = true;
  }

  private List<WorkflowRow> finished(Optional<TicketWatch> tickets) {
    List<WorkflowRow> rows = tickets.map(TicketWatch::takeFinished).orElse(List.of());
    soFar.add(rows);
    return rows;
  }

  private static List<Phase> phases(RunFile run) {
    return Planned.of(run).map(Planned::profile).orElse(List.of());
  }

  @Override
  public void changed(RunFile run) {
    page.phases(phases(run));
  }

  @Override
  public void step(String text) {
    page.step(text);
  }

  @Override
  public void progress(Progress progress) {
    page.state(State.LOADING);
  }

  @Override
  public void loaded() {
    loading = false;
    if (soFar != null) {
      // a load that could not be begun has none
      soFar.close();
    }
    page.state(State.DRAINING);
  }

  @Override
  public void draining(long queueDepth, long unfinished, Duration elapsed) {
    page.state(State.DRAINING);
  }

  /** Shows the verdict of a run that has ended. */
  void judged(Judged judged) {
    page.verdict(judged.verdict(), judged.diagnosis());
    page.state(State.ENDED);
  }

  @Override
  public Allowed allowed() {
    boolean waiting = !steering.started();
    boolean stopping = interruption.requested();
    return new Allowed(
        waiting && !stopping,
        scenario.profile() instanceof RampAndHold && (waiting || loading) && !stopping,
        MOST_USERS,
        !ended && !interruption.insisted());
  }

  @Override
  public void start(OptionalInt users) {
    startUsers = users;
    steering.start();
  }

  @Override
  public void users(int users) {
    if (steering.started()) {
      steering.users(users);
    } else {
      startUsers = OptionalInt.of(users);
    }
  }

  @Override
  public void stop() {
    if (!interruption.requested()) {
      interruption.request();
    }
  }

  @Override
  public void stopNow() {
    while (!interruption.insisted()) {
      interruption.request();
    }
  }

  @Override
  public void close() {
    ended = true;
    page.state(State.ENDED);
    page.close();
  }
}
