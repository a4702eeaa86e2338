package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.RunListener;
import com.aiagents.loadtest.run.TicketWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Several listeners as one. */
record Listeners(List<RunListener> all) implements RunListener {
  @Override
  public boolean wantsTickets() {
    return all.stream().anyMatch(RunListener::wantsTickets);
  }

  @Override
  public void loading(RunFolder folder, RunFile run, Optional<TicketWatch> tickets) {
    all.forEach(listener -> listener.loading(folder, run, tickets));
  }

  @Override
  public void changed(RunFile run) {
    all.forEach(listener -> listener.changed(run));
  }

  @Override
  public void step(String text) {
    all.forEach(listener -> listener.step(text));
  }

  @Override
  public void progress(Progress progress) {
    all.forEach(listener -> listener.progress(progress));
  }

  @Override
  public void loaded() {
    all.forEach(RunListener::loaded);
  }

  @Override
  public void draining(long queueDepth, long unfinished, Duration elapsed) {
    all.forEach(listener -> listener.draining(queueDepth, unfinished, elapsed));
  }
}
