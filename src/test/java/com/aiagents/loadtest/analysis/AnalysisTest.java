package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  @Test
  void percentilesAreThoseOfASortedList() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      long[] times = new long[1 + random.nextInt(500)];
      LatencyRecorder recorder = new LatencyRecorder();
      for (int i = 0; i < times.length; i++) {
        times[i] = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(900);
        recorder.record(times[i]);
      }
      Arrays.sort(times);
      LatencySnapshot snapshot = recorder.snapshot();
      for (Percentile p : new Percentile[] {Percentile.P50, Percentile.P95, Percentile.P999}) {
        assertThat(snapshot.percentile(p))
            .as("seed %d, %s of %d", seed, p, times.length)
            .hasValue(times[(int) p.rank(times.length) - 1]);
      }
      assertThat(snapshot.min()).hasValue(times[0]);
      assertThat(snapshot.max()).hasValue(times[times.length - 1]);
      assertThat(snapshot.mean().getAsDouble())
          .isCloseTo(Arrays.stream(times).average().getAsDouble(), within(1e-6));
    }
  }

  @Test
  void nothingHasNoPercentile() {
    LatencySnapshot empty = new LatencyRecorder().snapshot();
    assertThat(empty.percentile(Percentile.P95)).isEmpty();
    assertThat(empty.min()).isEmpty();
    assertThat(empty.mean()).isEmpty();
  }

  @Test
  void aTimeOfZeroCounts() {
    LatencyRecorder recorder = new LatencyRecorder();
    recorder.record(0);
    assertThat(recorder.snapshot().min()).hasValue(0);
    assertThat(recorder.snapshot().percentile(Percentile.P50)).hasValue(0);
  }

  @Test
  void ratesAreOfTheTaskMixInsideTheWindow() {
    LoadRecorder recorder = new LoadRecorder(LoadWindows.of(new TimeWindow(100, 200)));
    recorder.row(sample(99, Task.SUBMIT.label(), false));
    recorder.row(sample(100, Task.SUBMIT.label(), true));
    recorder.row(sample(150, Task.HEALTH.label(), false));
    recorder.row(sample(150, Task.FIRST_CONTACT_LABEL, false));
    recorder.row(sample(150, "GET /other", false));
    recorder.row(sample(200, Task.SUBMIT.label(), false));
    LoadAnalysis analysis = recorder.analysis();
    assertThat(analysis.windowSamples()).isEqualTo(2);
    assertThat(analysis.windowSuccesses()).isEqualTo(1);
    assertThat(analysis.labels())
        .extracting(LabelStatistics::label)
        .containsExactly(
            "GET /health",
            "GET /health (start)",
            "GET /other",
            "POST /webhooks/servicedesk/{tenant_id}",
            "TOTAL");
    assertThat(analysis.labels().get(4).count()).isEqualTo(6);
    assertThat(analysis.labels().get(4).errors()).isEqualTo(5);
  }

  @Test
  void whatIsNeverCompletedIsSlowerThanAnything() {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 1; i <= 95; i++) {
      recorder.add(workflow(i, i * 100, Fate.COMPLETED));
    }
    for (int i = 1; i <= 5; i++) {
      // its time until the end of the drain is short, and must not count as such
      recorder.add(workflow(i, 1, Fate.LOST));
    }
    assertThat(recorder.analysis(0).percentile(Percentile.P95)).hasValue(9_500);
    recorder.add(workflow(200, 1, Fate.PENDING));
    assertThat(recorder.analysis(0).percentile(Percentile.P95)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(recorder.analysis(0).count(Fate.LOST)).isEqualTo(5);
    assertThat(recorder.analysis(0).accepted()).isEqualTo(101);
  }

  @Test
  void aWorkflowBelongsToTheMomentItWasSent() {
    WorkflowRecorder recorder = new WorkflowRecorder(new TimeWindow(100, 200));
    recorder.add(workflow(99, 10, Fate.COMPLETED));
    recorder.add(workflow(199, 60_000, Fate.COMPLETED));
    recorder.add(workflow(200, 10, Fate.LOST));
    assertThat(recorder.analysis(0).inWindow()).isEqualTo(1);
    assertThat(recorder.analysis(0).count(Fate.LOST)).isEqualTo(1);
  }

  @Test
  void theTimeOfAWorkflowIsSplit() {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    recorder.add(workflow(1, 900, Fate.COMPLETED));
    recorder.add(workflow(2, 5_000, Fate.FAILED));
    WorkflowAnalysis.Stages stages = recorder.analysis(0).stages();
    assertThat(stages.accepted().max()).hasValue(7);
    // a worker may be faster than the answer
    assertThat(stages.queue().max()).hasValue(-3);
    assertThat(stages.queue().min()).hasValue(-3);
    assertThat(stages.processing().max()).hasValue(896);
    assertThat(stages.processing().count()).isEqualTo(1);
  }

  @Test
  void whatWasCompletedBeforeItWasSentIsInNoPercentile() {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    recorder.add(workflow(1, 900, Fate.COMPLETED));
    recorder.add(workflow(2, -1, Fate.COMPLETED));
    assertThat(recorder.analysis(0).beforeSent()).isEqualTo(1);
    assertThat(recorder.analysis(0).inWindow()).isEqualTo(1);
    assertThat(recorder.analysis(0).percentile(Percentile.P95)).hasValue(900);
    assertThat(recorder.analysis(0).accepted()).isEqualTo(2);
  }

  @Test
  void theBacklogIsTheDepthOverTheCompletionsOfFiveSeconds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      TimeWindow all = new TimeWindow(0, 60_000);
      MonitorRecorder recorder = new MonitorRecorder(all, all);
      Map<Long, Integer> depths = new TreeMap<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        depths.put((long) random.nextInt(60_000), random.nextInt(20));
      }
      depths.forEach(
          (millis, depth) -> recorder.add(new Reading(millis, "redis", "queue_depth", depth)));
      long[] completions = random.longs(random.nextInt(500), -15_000, 75_000).toArray();
      for (long completion : completions) {
        recorder.addTicket(workflow(completion - 900, 900, Fate.COMPLETED));
        recorder.addTicket(workflow(completion - 900, 900, Fate.FAILED));
      }
      assertThat(recorder.analysis().backlog().points())
          .as("seed %d, round %d", seed, round)
          .hasSameSizeAs(depths.keySet())
          .allSatisfy(
              point -> {
                long to = point.millis();
                long count =
                    Arrays.stream(completions).filter(c -> c > to - 5_000 && c <= to).count();
                int depth = depths.get(to);
                assertThat(point.value()).isEqualTo(depth == 0 ? 0 : depth * 5.0 / count);
              });
    }
  }

  @Test
  void whatIsHeldIsTheHighestFloorOfAnyTimeSoLong() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Series.Point> points = new ArrayList<>();
      long millis = 0;
      for (int i = random.nextInt(30); i > 0; i--) {
        millis += random.nextInt(20) == 0 ? 6_000 : 1_000;
        points.add(new Series.Point(millis, random.nextInt(5)));
      }
      OptionalDouble expected = OptionalDouble.empty();
      for (int from = 0; from < points.size(); from++) {
        double floor = Double.POSITIVE_INFINITY;
        for (int to = from; to < points.size(); to++) {
          if (to > from && points.get(to).millis() - points.get(to - 1).millis() > 5_000) {
            break;
          }
          floor = Math.min(floor, points.get(to).value());
          if (points.get(to).millis() - points.get(from).millis() >= 4_000) {
            expected = OptionalDouble.of(Math.max(floor, expected.orElse(floor)));
          }
        }
      }
      assertThat(new Series(points).held(4_000, 5_000))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  private static Sample sample(long start, String label, boolean success) {
    return new SampleOf(start, 10, label, "200", success, 1, "", "");
  }

  private static WorkflowRow workflow(long sent, long elapsed, Fate fate) {
    return new WorkflowRow(
        sent,
        elapsed,
        fate.text(),
        fate == Fate.COMPLETED,
        "",
        "T",
        "",
        7,
        OptionalLong.of(-3),
        OptionalLong.of(elapsed - 4));
  }
}
