package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets over time, and that slices of a file make no difference. */
class TicketRecorderTest {
  private static final long START = 1_700_000_000_000L;
  private static final TimeWindow LOAD = new TimeWindow(START, START + 60_000);
  private static final TimeWindow WINDOW = new TimeWindow(START + 5_000, START + 60_000);
  private static final List<String> FATES =
      List.of("completed", "completed", "completed", "failed", "pending", "lost", "corrupted", "?");

  @TempDir private Path folder;

  /** What came out of a reading: the analysis and what the others were given. */
  private record Outcome(WorkflowAnalysis workflow, String watched, Stability stability) {}

  @Test
  void slicesOfAFileAreTheWhole() throws IOException {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      Path file = file(random, 200 + random.nextInt(400));
      Outcome whole = read(file, 1);
      assertThat(whole.workflow().accepted()).isGreaterThan(100);
      for (int slices : new int[] {2, 3, 7}) {
        Outcome sliced = read(file, slices);
        assertThat(sliced).as("seed " + seed + ", " + slices + " slices").isEqualTo(whole);
      }
    }
  }

  private static Outcome read(Path file, int slices) throws IOException {
    MonitorRecorder monitor = new MonitorRecorder(LOAD, WINDOW);
    for (int second = -1; second < 65; second++) {
      monitor.add(new Reading(START + second * 1_000L, "redis", "queue_depth", second % 7));
    }
    StabilityRecorder stability = new StabilityRecorder(WINDOW);
    JtlReader.Read<TicketRecorder> read =
        JtlReader.readWorkflow(
            file,
            slices,
            () -> new TicketRecorder(WINDOW, Optional.of(stability), Optional.of(monitor)));
    WorkflowAnalysis workflow = read.handler().analysis(read.summary().damaged());
    MonitorAnalysis seen = monitor.analysis();
    return new Outcome(
        workflow,
        seen.backlog().points()
            + " "
            + seen.target().accepted().points()
            + " "
            + seen.target().completed().points()
            + " "
            + seen.target().processing(),
        stability.stability(Optional.empty(), true));
  }

  private Path file(Random random, int tickets) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "timeStamp,elapsed,label,responseCode,success,failureMessage,Latency,ticket_id,job_id,queue_ms,processing_ms\n");
    for (int i = 0; i < tickets; i++) {
      String fate = FATES.get(random.nextInt(FATES.size()));
      boolean done = fate.equals("completed");
      int queue = random.nextInt(3_000) - 5;
      int work = random.nextInt(4_000);
      text.append(START + random.nextInt(62_000))
          .append(',')
          .append(done ? 20 + queue + work : random.nextInt(90_000))
          .append(",w,")
          .append(fate)
          .append(',')
          .append(done)
          .append(',')
          .append(done ? "" : "\"a, \"\"quoted\"\"\nreason " + random.nextInt(3) + "\"")
          .append(",20,T-")
          .append(i)
          .append(",j,")
          .append(fate.equals("lost") ? "" : queue)
          .append(',')
          .append(done ? work : "")
          .append('\n');
    }
    return Files.writeString(folder.resolve("w" + tickets + random.nextInt()), text);
  }

  @Property(tries = 50)
  void ticketsOverTimeDoNotDependOnTheirOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int tickets) {
    Random random = new Random(seed);
    List<WorkflowRow> rows = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      rows.add(
          row(START + random.nextInt(9_000_000), random.nextInt(2_000), random.nextInt(4) > 0));
    }
    WorkflowSeries inOrder = series(rows);
    Collections.shuffle(rows, random);
    assertThat(series(rows)).isEqualTo(inOrder);
    assertThat(inOrder.points().stream().mapToLong(WorkflowSeries.Point::tickets).sum())
        .isEqualTo(tickets);
    assertThat(inOrder.points()).hasSizeLessThanOrEqualTo(Stretches.MOST);
  }

  @Test
  void aSecondOfTicketsIsToldWithItsStages() {
    WorkflowSeries series =
        series(
            List.of(
                row(START, 100, true), row(START + 1, 300, true), row(START + 2_500, 50, false)));
    assertThat(series.lengthMillis()).isEqualTo(1_000);
    assertThat(series.points())
        .containsExactly(
            new WorkflowSeries.Point(START, 2, 0, 100, 300, 10, 20, 170),
            new WorkflowSeries.Point(
                START + 2_000,
                1,
                1,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                Double.NaN,
                Double.NaN));
  }

  private static WorkflowSeries series(List<WorkflowRow> rows) {
    WorkflowRecorder recorder = new WorkflowRecorder(TimeWindow.ALWAYS);
    rows.forEach(recorder::add);
    return recorder.analysis(0).series();
  }

  private static WorkflowRow row(long sent, long elapsed, boolean completed) {
    return new WorkflowRow(
        sent,
        elapsed,
        completed ? "completed" : "failed",
        completed,
        "",
        "T",
        "j",
        10,
        OptionalLong.of(20),
        completed ? OptionalLong.of(elapsed - 30) : OptionalLong.empty());
  }

  @Property(tries = 200)
  void momentsCountAsASearchWould(@ForAll long seed, @ForAll @IntRange(max = 60) int size) {
    Random random = new Random(seed);
    long[] moments = random.longs(size, 0, 500).sorted().distinct().toArray();
    Moments counted = new Moments(moments);
    long[] expected = new long[moments.length];
    for (int i = 0; i < 300; i++) {
      long millis = random.nextInt(520) - 10;
      counted.count(millis);
      for (int at = 0; at < moments.length; at++) {
        if (moments[at] >= millis) {
          expected[at]++;
          break;
        }
      }
    }
    long[] found = new long[moments.length];
    Arrays.setAll(found, counted::count);
    assertThat(found).isEqualTo(expected);
  }
}
