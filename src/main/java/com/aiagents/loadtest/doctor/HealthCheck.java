package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetClient;
import com.aiagents.loadtest.target.TargetException;
import java.util.List;
import java.util.Locale;

/** Whether {@code GET /health} answers 200, as a run requires before its load. */
record HealthCheck(Target target) implements Check {
  @Override
  public Subject subject() {
    return Subject.HEALTH;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.HOST, Subject.TLS);
  }

  @Override
  public String asked() {
    return "GET " + target.resolve("/health");
  }

  @Override
  public String mend() {
    return "curl -sS -i --max-time 10 " + target.resolve("/health") + "   # and the target's log";
  }

  @Override
  public Finding ask() throws TargetException, InterruptedException {
    TargetClient client = new TargetClient(target);
    // the first request takes as long as Java needs to learn HTTP
    client.requireHealth();
    long start = System.nanoTime();
    client.requireHealth();
    double millis = (System.nanoTime() - start) / 1e6;
    return new Finding.Ok(String.format(Locale.ROOT, "GET /health: 200 in %.0f ms", millis));
  }
}
