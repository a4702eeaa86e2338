package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.aiagents.loadtest.analysis.LabelStatistics.Kind;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.SampleException;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of whole files, whatever their order and however they are cut. */
class LoadRecorderTest {
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,responseMessage,success,allThreads,ticket_id,job_id\n";
  private static final long START = 1_700_000_000_000L;
  private static final LoadWindows BURST =
      new LoadWindows(
          new TimeWindow(START + 8_000, START + 60_000),
          List.of(
              new LoadPhase("warm-up", new TimeWindow(Long.MIN_VALUE, START + 8_000), false),
              new LoadPhase("plateau", new TimeWindow(START + 8_000, START + 48_000), true),
              new LoadPhase("recovery", new TimeWindow(START + 48_000, START + 60_000), true),
              new LoadPhase("after", new TimeWindow(START + 60_000, Long.MAX_VALUE), false)),
          Optional.of(new TimeWindow(START + 48_000, START + 60_000)));

  @TempDir private Path folder;

  @Test
  void percentilesAreThoseOfASortedListInTwoHundredFiles() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      long[] times = new long[1 + random.nextInt(400)];
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = 0; i < times.length; i++) {
        times[i] = random.nextInt(10) == 0 ? random.nextInt(86_400_001) : random.nextInt(900);
        text.append(START + i).append(',').append(times[i]).append(",l,200,,true,1,,\n");
      }
      Arrays.sort(times);
      LabelStatistics label = read(text, LoadWindows.of(TimeWindow.ALWAYS), 2).labels().get(0);
      assertThat(label.count()).isEqualTo(times.length);
      for (Percentile p :
          List.of(
              Percentile.P50, Percentile.P90, Percentile.P95, Percentile.P99, Percentile.P999)) {
        assertThat(label.latency().percentile(p))
            .as("seed %d, %s of %d", seed, p, times.length)
            .hasValue(times[(int) p.rank(times.length) - 1]);
      }
      double mean = LongStream.of(times).average().orElseThrow();
      assertThat(label.latency().mean().orElseThrow()).isCloseTo(mean, within(1e-6));
      assertThat(label.latency().standardDeviation().orElseThrow())
          .isCloseTo(
              Math.sqrt(
                  LongStream.of(times)
                      .mapToDouble(t -> (t - mean) * (t - mean))
                      .average()
                      .getAsDouble()),
              within(1e-3));
    }
  }

  @Test
  void neitherSlicesNorOrderNorFilesMakeADifference() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> rows = rows(random, 3_000);
    LoadAnalysis whole = read(text(rows), BURST, 1);
    assertThat(whole.labels()).hasSize(5);
    assertThat(read(text(rows), BURST, 2)).as("seed %d", seed).isEqualTo(whole);
    assertThat(read(text(rows), BURST, 7)).as("seed %d", seed).isEqualTo(whole);
    Collections.shuffle(rows, random);
    assertThat(read(text(rows), BURST, 3)).as("seed %d", seed).isEqualTo(whole);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(
          Files.writeString(
              folder.resolve("part" + i), text(rows.subList(i * 750, i * 750 + 750))));
    }
    assertThat(JtlReader.read(files, 2, () -> new LoadRecorder(BURST)).handler().analysis())
        .as("seed %d", seed)
        .isEqualTo(whole);
  }

  private static List<String> rows(Random random, int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean success = random.nextInt(10) > 0;
      String label = random.nextBoolean() ? Task.SUBMIT.label() : "GET /" + random.nextInt(3);
      rows.add(
          (START + random.nextInt(65_000))
              + ","
              + (random.nextInt(50) == 0 ? random.nextInt(90_000) : random.nextInt(400))
              + ","
              + label
              + ","
              + (success
                  ? "202,Accepted"
                  : 500 + random.nextInt(4) + ",\"no\n" + random.nextInt(7) + "\"")
              + ","
              + success
              + ","
              + (1 + random.nextInt(200))
              + ",T-"
              + i
              + ",j\n");
    }
    return rows;
  }

  @Test
  void theSlowMillionsBeforeTheFastEndAreNotForgotten() throws IOException {
    // what JMeter's dashboard, which keeps the last 20,000, would call fast
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 400_000; i++) {
      text.append(START + i).append(",900,l,200,,true,1,,\n");
    }
    for (int i = 0; i < 20_000; i++) {
      text.append(START + 400_000 + i).append(",3,l,200,,true,1,,\n");
    }
    assertThat(
            read(text, LoadWindows.of(TimeWindow.ALWAYS), 2)
                .labels()
                .get(0)
                .latency()
                .percentile(Percentile.P95))
        .hasValue(900);
  }

  @Test
  void phasesAreToldApart() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    submit(text, 0, 5, true);
    submit(text, 7_999, 6, false);
    submit(text, 8_000, 7, true);
    submit(text, 59_999, 8, true);
    submit(text, 60_000, 9, false);
    LoadAnalysis load = read(text, BURST, 1);
    assertThat(load.phases())
        .extracting(p -> p.phase().name(), p -> p.labels().get(p.labels().size() - 1).count())
        .containsExactly(
            tuple("warm-up", 2L), tuple("plateau", 1L), tuple("recovery", 1L), tuple("after", 1L));
    assertThat(load.windowSamples()).isEqualTo(2);
    assertThat(load.windowSuccesses()).isEqualTo(2);
    assertThat(load.measured().get(0).latency().max()).hasValue(8);
  }

  @Test
  void theAnswersAfterABurstAreInWindowsOfFiveSeconds() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    submit(text, 0, 10, true);
    submit(text, 1, 20, true);
    submit(text, 48_000, 30, true);
    submit(text, 52_999, 40, true);
    submit(text, 53_000, 50, false);
    Recovery recovery = read(text, BURST, 1).recovery().orElseThrow();
    assertThat(recovery.warmUpP95()).hasValue(20);
    assertThat(recovery.warmUpCount()).isEqualTo(2);
    assertThat(recovery.after()).extracting(Recovery.Window::count).containsExactly(2L, 1L, 0L);
    assertThat(recovery.after().get(0).p95()).hasValue(40);
    // an answer without success is slower than anything
    assertThat(recovery.after().get(1).p95()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(recovery.after().get(2).p95()).isEmpty();
    assertThat(recovery.after().get(2).window())
        .isEqualTo(new TimeWindow(START + 58_000, START + 60_000));
  }

  @Test
  void whatIsPartOfARequestOrASumOfRequestsIsNotCountedTwice() throws IOException {
    String transaction = "\"Number of samples in transaction : 2, number of failing samples : 0\"";
    String text =
        HEADER
            + START
            + ",10,page,200,OK,true,1,,\n"
            + START
            + ",4,page-0,200,OK,true,1,,\n"
            + START
            + ",5,page-1,200,OK,true,1,,\n"
            + START
            + ",5,step-1,200,OK,true,1,,\n"
            + START
            + ",15,all,200,"
            + transaction
            + ",true,1,,\n";
    LoadAnalysis load = read(new StringBuilder(text), LoadWindows.of(TimeWindow.ALWAYS), 1);
    assertThat(load.labels())
        .extracting(LabelStatistics::label, LabelStatistics::kind)
        .containsExactly(
            tuple("page", Kind.SAMPLE),
            tuple("page-0", Kind.SUB_RESULT),
            tuple("page-1", Kind.SUB_RESULT),
            tuple("step-1", Kind.SAMPLE),
            tuple("all", Kind.TRANSACTION),
            tuple("TOTAL", Kind.SAMPLE));
    assertThat(load.labels().get(5).count()).isEqualTo(2);
    // a controller with one row for all leaves no rows of its parts
    String alone = HEADER + START + ",15,all,200," + transaction + ",true,1,,\n";
    assertThat(
            read(new StringBuilder(alone), LoadWindows.of(TimeWindow.ALWAYS), 1)
                .labels()
                .get(1)
                .count())
        .isEqualTo(1);
  }

  @Test
  void theMostFrequentErrorsAreNamed() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 7; i++) {
      for (int k = 0; k <= i; k++) {
        text.append(START)
            .append(",1,l,50")
            .append(i)
            .append(",m")
            .append(i)
            .append(",false,1,,\n");
      }
    }
    assertThat(read(text, LoadWindows.of(TimeWindow.ALWAYS), 1).labels().get(0).topErrors())
        .containsExactly(
            new ErrorCount("506", "m6", 7),
            new ErrorCount("505", "m5", 6),
            new ErrorCount("504", "m4", 5),
            new ErrorCount("503", "m3", 4),
            new ErrorCount("502", "m2", 3));
  }

  @Test
  void tooManyMessagesAreCountedByTheirCodes() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      rows.add(START + ",1,l," + (i % 3 == 0 ? 503 : 500) + ",message " + i + ",false,1,,\n");
    }
    LoadAnalysis whole = read(text(rows), LoadWindows.of(TimeWindow.ALWAYS), 1);
    String many = "(more than 1000 different messages)";
    assertThat(whole.labels().get(0).topErrors())
        .containsExactly(new ErrorCount("500", many, 1_000), new ErrorCount("503", many, 500));
    Collections.reverse(rows);
    assertThat(read(text(rows), LoadWindows.of(TimeWindow.ALWAYS), 7)).isEqualTo(whole);
    for (int i = 0; i < 1_100; i++) {
      rows.add(START + ",1,l,code" + i + ",,false,1,,\n");
    }
    assertThat(read(text(rows), LoadWindows.of(TimeWindow.ALWAYS), 2).labels().get(0).topErrors())
        .containsExactly(new ErrorCount("(more than 1000 different codes)", many, 2_600));
  }

  @Test
  void aLongMessageIsCutBetweenCharacters() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    text.append(START).append(",1,l,500,").append("x".repeat(199)).append("😀tail,false,1,,\n");
    text.append(START).append(",1,l,500,").append("y".repeat(300)).append(",false,1,,\n");
    assertThat(read(text, LoadWindows.of(TimeWindow.ALWAYS), 1).labels().get(0).topErrors())
        .extracting(ErrorCount::message)
        .containsExactly("x".repeat(199), "y".repeat(200));
  }

  @Test
  void labelsWithIdsInThemAreRefused() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 2_001; i++) {
      text.append(START).append(",1,GET /").append(i).append(",200,,true,1,,\n");
    }
    assertThatThrownBy(() -> read(text, LoadWindows.of(TimeWindow.ALWAYS), 1))
        .isInstanceOf(SampleException.class)
        .hasMessage(
            folder.resolve("f")
                + ": found more than 2000 labels, the last one 'GET /2000': a label must name a"
                + " kind of request, without an id in it");
  }

  @Test
  void theLoadOverTimeIsExactForShortRuns() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    text.append(START).append(",100,l,200,,true,3,,\n");
    text.append(START + 999).append(",255,l,200,,false,5,,\n");
    text.append(START + 1_000).append(",1000,l,200,,true,7,,\n");
    LoadSeries series = read(text, LoadWindows.of(TimeWindow.ALWAYS), 1).series();
    assertThat(series.lengthMillis()).isEqualTo(1_000);
    assertThat(series.points())
        .containsExactly(
            new LoadSeries.Point(START, 2, 1, 100, 255, 255, 255, 3, 3),
            new LoadSeries.Point(START + 1_000, 1, 0, 1_000, 1_000, 1_000, 1_000, 5, 5),
            new LoadSeries.Point(START + 2_000, 0, 0, -1, -1, -1, -1, 7, 7));
  }

  @Test
  void theLoadOverTimeNeedsNoMoreMemoryForADay() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SeriesRecorder whole = new SeriesRecorder();
    List<SeriesRecorder> parts = List.of(new SeriesRecorder(), new SeriesRecorder());
    for (int i = 0; i < 200_000; i++) {
      long start = START + (long) (random.nextDouble() * random.nextDouble() * 86_400_000);
      var sample =
          new SampleOf(start, random.nextInt(70_000), "l", "200", random.nextBoolean(), 9, "", "");
      whole.add(sample, true);
      parts.get(random.nextInt(2)).add(sample, true);
    }
    LoadSeries series = whole.series(List.of());
    assertThat(series.points()).hasSizeLessThanOrEqualTo(Stretches.MOST);
    assertThat(series.lengthMillis()).isEqualTo(64_000);
    assertThat(series.points().stream().mapToLong(LoadSeries.Point::count).sum())
        .isEqualTo(200_000);
    parts.get(0).merge(parts.get(1));
    assertThat(parts.get(0).series(List.of())).as("seed %d", seed).isEqualTo(series);
  }

  @Test
  void aPercentileOverTimeIsRoundedDownByLessThanOnePercent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      long millis = (long) Math.pow(86_400_000, random.nextDouble());
      SeriesRecorder recorder = new SeriesRecorder();
      recorder.add(new SampleOf(START, millis, "l", "200", true, 0, "", ""), true);
      long p95 = recorder.series(List.of()).points().get(0).p95();
      assertThat(p95).as("seed %d, %d ms", seed, millis).isLessThanOrEqualTo(millis);
      assertThat(millis - p95).as("seed %d, %d ms", seed, millis).isLessThan(1 + millis / 128);
    }
  }

  /** A failed assertion hides what JMeter says of a request without an answer: both are read. */
  @Test
  void waysInWhichRequestsWentWrongDoNotDependOnTheOrder() throws IOException {
    String header =
        "timeStamp,elapsed,label,responseCode,responseMessage,success,failureMessage,ticket_id\n";
    String refused =
        "Non HTTP response code: org.apache.http.conn.HttpHostConnectException,"
            + "Non HTTP response message: Connect to 10.0.0.7:8000 [/10.0.0.7] failed: Connection"
            + " refused,false,Test failed: code,T\n";
    String timedOut =
        "Non HTTP response code: java.net.SocketTimeoutException,"
            + "Non HTTP response message: Read timed out,false,Test failed: code,T\n";
    List<String> rows =
        new ArrayList<>(
            List.of(
                START + 900 + ",3," + Task.SUBMIT.label() + "," + refused,
                START + 500 + ",2," + Task.FIRST_CONTACT_LABEL + "," + refused,
                START + 100 + ",60001," + Task.HISTORY.label() + "," + timedOut,
                START + 200 + ",5," + Task.SUBMIT.label() + ",429,Too Many,false,Test failed,T\n",
                START + 300 + ",5," + Task.SUBMIT.label() + ",401,No,false,Test failed,T\n",
                START + 400 + ",5," + Task.SUBMIT.label() + ",503,Down,false,Test failed,T\n",
                START + 400 + ",5," + Task.SUBMIT.label() + ",500,A,false,Test failed,T\n",
                START + 450 + ",5," + Task.SUBMIT.label() + ",202,Accepted,true,,T\n",
                START + 460 + ",5," + Task.METRICS.label() + ",200,OK,false,Test failed,\n",
                START + 470 + ",5,another,500,not ours,false,,\n"));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(rows, random);
      assertThat(
              read(header + String.join("", rows), LoadWindows.of(TimeWindow.ALWAYS), 3).troubles())
          .as("seed %d", seed)
          .containsExactly(
              new Trouble(
                  Trouble.Kind.TIMED_OUT,
                  1,
                  START + 100,
                  START + 100,
                  60_001,
                  "Non HTTP response message: Read timed out"),
              new Trouble(
                  Trouble.Kind.REFUSED,
                  2,
                  START + 500,
                  START + 900,
                  3,
                  "Non HTTP response message: Connect to 10.0.0.7:8000 [/10.0.0.7] failed:"
                      + " Connection refused"),
              new Trouble(Trouble.Kind.UNAUTHORIZED, 1, START + 300, START + 300, 5, "No"),
              new Trouble(Trouble.Kind.THROTTLED, 1, START + 200, START + 200, 5, "Too Many"),
              new Trouble(Trouble.Kind.SERVER_ERROR, 2, START + 400, START + 400, 5, "A"),
              new Trouble(Trouble.Kind.OTHER, 1, START + 460, START + 460, 5, "OK"));
    }
  }

  private LoadAnalysis read(CharSequence text, LoadWindows windows, int slices) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), text);
    return JtlReader.read(List.of(file), slices, () -> new LoadRecorder(windows))
        .handler()
        .analysis();
  }

  private static StringBuilder text(List<String> rows) {
    return new StringBuilder(HEADER).append(String.join("", rows));
  }

  private static void submit(StringBuilder text, int millis, int elapsed, boolean success) {
    text.append(START + millis)
        .append(',')
        .append(elapsed)
        .append(',')
        .append(Task.SUBMIT.label())
        .append(success ? ",202,," : ",503,,")
        .append(success)
        .append(",1,T,j\n");
  }
}
