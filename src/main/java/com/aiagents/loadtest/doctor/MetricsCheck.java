package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.monitor.MetricsProbe;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether {@code GET /metrics} can be read, and holds what is judged. */
record MetricsCheck(Target target) implements Check {
  private static final String MEMORY = "process_resident_memory_bytes";

  @Override
  public Subject subject() {
    return Subject.METRICS;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.HEALTH);
  }

  @Override
  public String asked() {
    return "GET " + target.resolve("/metrics");
  }

  @Override
  public String mend() {
    return "curl -sSL --max-time 10 " + target.resolve("/metrics");
  }

  @Override
  public Finding ask() throws TargetException {
    // longer than this check may take: whoever waits says so
    Duration patience = Examination.EACH.multipliedBy(2);
    Map<String, Double> read;
    try (MetricsProbe probe = new MetricsProbe(target, patience)) {
      read = probe.read();
    }
    return read.containsKey(MEMORY)
        ? new Finding.Ok("GET /metrics: " + read.size() + " of the known metrics")
        : new Finding.Warning(
            "GET /metrics: no " + MEMORY + ", so endurance's stability.memory will be INVALID",
            mend() + " | grep process_");
  }
}
