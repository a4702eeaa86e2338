package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.Stability;
import com.aiagents.loadtest.analysis.WindowedSeries;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One run that lies at every limit: 99.000 % of the requests and tickets, 60.000 s, a backlog of 7
 * s for 10 s, growth of 15 and 30 %, 7 jobs, 60 % of the CPU, 30 % of the memory, 70 % of the
 * connections.
 */
class ChangedLimitsTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "requests.success | {} | WARNING",
        "requests.success | {pass: \">= 99%\"} | PASS",
        "requests.success | {pass: \"> 99.9%\", fail: \"< 99.001%\"} | FAIL",
        "requests.success | {pass: \"> 98.999%\"} | PASS",
        "workflow.success | {} | WARNING",
        "workflow.success | {pass: \">= 99%\"} | PASS",
        "workflow.success | {pass: \"> 99%\", fail: \"<= 99%\"} | FAIL",
        "workflow.p95 | {} | WARNING",
        "workflow.p95 | {pass: \"<= 60s\"} | PASS",
        "workflow.p95 | {pass: \"< 60000.001ms\"} | PASS",
        "workflow.p95 | {pass: \"< 1m\", fail: \">= 1m\"} | FAIL",
        "queue.buildup | {} | WARNING",
        "queue.buildup | {pass: \"<= 7s\"} | PASS",
        "queue.buildup | {pass: \"< 7s\"} | WARNING",
        "stability.latency | {} | PASS",
        "stability.latency | {pass: \"<= 14%\"} | WARNING",
        "stability.latency | {pass: \"<= 14%\", answers: \">= 61ms\"} | PASS",
        "stability.latency | {answers: \">= 1ms\", workflow: \">= 1ms\"} | WARNING",
        "stability.errors | {} | PASS",
        "stability.errors | {points: \">= 0.1%\"} | WARNING",
        "stability.memory | {} | PASS",
        "stability.memory | {bytes: \">= 10MiB\"} | WARNING",
        "stability.memory | {pass: \"<= 200%\", bytes: \">= 10MiB\"} | PASS",
        "alarm.queue | {} | PASS",
        "alarm.queue | {pass: \"<= 7\"} | PASS",
        "alarm.queue | {pass: \"< 7\"} | WARNING",
        "alarm.cpu | {} | PASS",
        "alarm.cpu | {pass: \"<= 60%\"} | PASS",
        "alarm.cpu | {pass: \"<= 59.9%\"} | WARNING",
        "alarm.memory | {} | PASS",
        "alarm.memory | {pass: \"<= 30%\"} | PASS",
        "alarm.memory | {pass: \"< 30%\"} | WARNING",
        "alarm.connections | {} | PASS",
        "alarm.connections | {pass: \"<= 70%\"} | PASS",
        "alarm.connections | {pass: \"<= 69.99%\"} | WARNING",
      })
  void countsInsteadOfTheDefault(String id, String limits, Outcome expected) {
    assertThat(criterion(id, limits).outcome()).isEqualTo(expected);
    // and only in the scenario that it is for
    assertThat(judged("scenarios: {burst: {criteria: {" + id + ": " + limits + "}}}", id))
        .isEqualTo(judged("", id));
  }

  @Test
  void isShownAndSaid() {
    Criterion p95 = criterion("workflow.p95", "{pass: \"<= 1500ms\", fail: \"> 1m\"}");
    assertThat(p95.pass()).isEqualTo("<= 1500");
    assertThat(p95.fail()).isEqualTo("> 60000");
    Criterion success = criterion("requests.success", "{pass: \">= 99.95%\"}");
    assertThat(success.pass()).isEqualTo(">= 0.9995");
    assertThat(success.fail()).isEqualTo("< 0.95");
    Criterion alarm = criterion("alarm.queue", "{pass: \"< 7\"}");
    assertThat(alarm.label()).isEqualTo("At least 7 jobs waited");
    assertThat(alarm.message()).startsWith("at least 7 jobs waited for 10.0 s");
    assertThat(criterion("alarm.cpu", "{pass: \"< 60%\"}").message())
        .startsWith("at least 60 % of the CPU was in use by container api for 49.0 s");
    assertThat(criterion("alarm.connections", "{pass: \"<= 69.5%\"}").message())
        .startsWith("more than 69.5 % of max_connections were in use for");
    assertThat(criterion("queue.buildup", "{pass: \"<= 6.5s\"}").message())
        .startsWith("built up from 20.0 s on (more jobs waited than 6.5 s of completions)");
    assertThat(criterion("queue.buildup", "{pass: \"< 7s\"}").message())
        .startsWith("built up from 20.0 s on (jobs of at least 7 s of completions waited)");
    assertThat(criterion("queue.buildup", "{pass: \"< 8s\"}").message())
        .isEqualTo("the jobs that waited were never at least 8 s of completions for 10 s");
    assertThat(criterion("stability.memory", "{pass: \"<= 12.5%\"}").pass()).isEqualTo("<= 0.125");
  }

  private static Criterion criterion(String id, String limits) {
    return judged("criteria: {" + id + ": " + limits + "}", id);
  }

  private static Criterion judged(String text, String id) {
    return Judge.judge(run(), ThresholdsTest.read(text)).criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Evidence run() {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    WorkflowRecorder tickets = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 0; i < 100; i++) {
      boolean good = i > 0;
      load.row(new SampleOf(i, 5, Task.SUBMIT.label(), "202", good, 1, "T-" + i, ""));
      tickets.add(Clean.ticket("T-" + i, i, 60_000, good ? Fate.COMPLETED : Fate.FAILED));
    }
    EvidenceOf run = new EvidenceOf();
    run.scenario = "endurance";
    run.load = load.analysis();
    run.workflow = Optional.of(tickets.analysis(0));
    run.tickets =
        Optional.of(new TicketCounts(100, 100, 0, 0, 99, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 101, 0));
    run.problems.put("failed", 1L);
    run.watched =
        new WatchedRun()
            .set("redis", "queue_depth", 20, 30, 7)
            .set("docker", "up", 0, 80, 1)
            .set("docker", "memory_bytes.api", 0, 80, 3)
            .set("docker", "cpu.api", 0, 80, 0.6)
            .set("docker", "memory.api", 0, 80, 0.3)
            .set("database", "connections", 20, 30, 70)
            .watched();
    run.stability =
        Optional.of(
            new Stability(
                Duration.ofMinutes(10),
                series(w -> 390 + 3 * w),
                Optional.of(series(w -> 100 + 2 * w)),
                series(w -> 0.001 + 0.0001 * w),
                Optional.of(series(w -> (30 + w) * 1024 * 1024)),
                true));
    return run.build();
  }

  private static WindowedSeries series(IntToDoubleFunction value) {
    return new WindowedSeries(
        20,
        IntStream.range(0, 20)
            .mapToObj(i -> new WindowedSeries.Point(i, value.applyAsDouble(i), 100))
            .toList());
  }
}
