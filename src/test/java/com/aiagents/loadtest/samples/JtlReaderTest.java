package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.jmeter.reporters.ResultCollector;
import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.save.CSVSaveService;
import org.apache.jmeter.visualizers.Visualizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JtlReaderTest {
  @TempDir private Path folder;

  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,success,allThreads,ticket_id,job_id\n";

  @Test
  void readsRows() throws IOException {
    List<Sample> samples = new ArrayList<>();
    ReadSummary read =
        read(
            HEADER + "1000,0,\"a, \"\"b\"\"\nc\",202,true,7,T-1,j\n1001,5,d,,false,7,null,\n",
            samples);
    assertThat(read.rows()).isEqualTo(2);
    assertThat(read.damaged()).isZero();
    assertThat(samples)
        .containsExactly(
            new SampleOf(1000, 0, "a, \"b\"\nc", "202", true, 7, "T-1", "j"),
            new SampleOf(1001, 5, "d", "", false, 7, "", ""));
  }

  @Test
  void findsColumnsByNameInAnyOrder() throws IOException {
    List<Sample> samples = new ArrayList<>();
    read("success,extra,label,elapsed,timeStamp\r\ntrue,x,l,3,9\r\n", samples);
    assertThat(samples).containsExactly(new SampleOf(9, 3, "l", "", true, 0, "", ""));
  }

  @Test
  void keepsLabelsApartThatDifferInOneByte() throws IOException {
    List<String> labels = new ArrayList<>();
    for (int length = 1; length <= 47; length++) {
      String label = "x".repeat(length);
      labels.add(label);
      for (int at = 0; at < length; at++) {
        labels.add(label.substring(0, at) + "y" + label.substring(at + 1));
      }
    }
    // some are known when they come again, and there are more than are kept
    labels.addAll(List.copyOf(labels));
    StringBuilder rows = new StringBuilder(HEADER);
    labels.forEach(l -> rows.append("1000,0,").append(l).append(",202,true,7,T-1,j\n"));
    List<Sample> samples = new ArrayList<>();
    read(rows.toString(), samples);
    assertThat(samples).extracting(Sample::label).isEqualTo(labels);
  }

  @Test
  void readsRowsOfHundredsOfColumns() throws IOException {
    String more = ",v".repeat(500);
    List<Sample> samples = new ArrayList<>();
    ReadSummary read =
        read(
            "timeStamp,elapsed,label,success"
                + more
                + "\n1000,1,a,true"
                + more
                + "\n1001,2,b,false"
                + more.replace(",v", ",\"v\"")
                + "\n1002,3,c,true"
                + more
                + ",v\n",
            samples);
    assertThat(samples)
        .containsExactly(
            new SampleOf(1000, 1, "a", "", true, 0, "", ""),
            new SampleOf(1001, 2, "b", "", false, 0, "", ""));
    assertThat(read.damaged()).isEqualTo(1);
  }

  @Test
  void takesJMetersColumnsWithoutAHeader() throws IOException {
    List<Sample> samples = new ArrayList<>();
    read("1700000000000,12,l,200,OK,t 1-1,text,true,,1,2,3,4,u,5,0,1\n", samples);
    assertThat(samples)
        .containsExactly(new SampleOf(1700000000000L, 12, "l", "200", "OK", true, 4, "", ""));
  }

  @Test
  void aFileMayGrowInAnyPieces() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 300; i++) {
      text.append(1000 + i)
          .append(',')
          .append(i)
          .append(",\"l\n\"\"")
          .append(i % 3)
          .append("ü😀\",202,")
          .append(i % 7 != 0)
          .append(",3,T-")
          .append(i)
          .append(",j")
          .append(i % 2 == 0 ? "\n" : "\r\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    List<Sample> whole = new ArrayList<>();
    read(text.toString(), whole);
    List<Sample> pieces = new ArrayList<>();
    Path growing = folder.resolve("growing.jtl");
    JtlTail tail = new JtlTail(growing, row -> pieces.add(SampleOf.copy(row)));
    tail.advance();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(400));
      Files.write(
          growing,
          Arrays.copyOfRange(bytes, at, at + length),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      tail.advance();
      at += length;
    }
    assertThat(pieces).as("seed %d", seed).isEqualTo(whole).hasSize(300);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,l,200,true,1,t | found 7 columns, allowed is 8",
        "x,2,l,200,true,1,t,j | timeStamp: found no epoch milliseconds and no yyyy/MM/dd HH:mm:ss.SSS",
        "1,NaN,l,200,true,1,t,j | elapsed: found no milliseconds between 0 and a day",
        "1,-5,l,200,true,1,t,j | elapsed: found no milliseconds between 0 and a day",
        "1,99999999999,l,200,true,1,t,j | elapsed: found no milliseconds between 0 and a day",
        "1,2,l,200,yes,1,t,j | success: found neither true nor false"
      })
  void countsAndLocatesADamagedRow(String row, String reason) throws IOException {
    String first = "1000,1,\"two\nlines\",200,true,1,,\n";
    List<Sample> samples = new ArrayList<>();
    ReadSummary read = read(HEADER + first + row + "\n1001,1,l,200,true,1,,\n", samples);
    assertThat(samples).hasSize(2);
    assertThat(read.damaged()).isEqualTo(1);
    assertThat(read.firstDamaged())
        .contains(new Damage(4, (HEADER + first).getBytes(StandardCharsets.UTF_8).length, reason));
    assertThat(read.cutOff()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"7", "15", "30"})
  void aCutTailIsAFinding(int bytesKept) throws IOException {
    String full = HEADER + "1000,1,l,200,true,1,T-1,j\n";
    String cut = full + "1001,1,\"l\nm\",200,true,1,T-2,jjjj\n".substring(0, bytesKept);
    List<Sample> samples = new ArrayList<>();
    ReadSummary read = read(cut, samples);
    assertThat(samples).hasSize(1);
    assertThat(read.cutOff()).isTrue();
    assertThat(read.damaged()).isEqualTo(1);
    assertThat(read.firstDamaged()).contains(new Damage(3, full.length(), "cut off"));
  }

  @Test
  void refusesWhatIsNoJtl() {
    assertThatThrownBy(() -> read("hello\nworld\n", new ArrayList<>()))
        .isInstanceOf(SampleException.class)
        .hasMessage(
            folder.resolve("f") + ": line 1, byte 0: found no JTL header and no time stamp");
    assertThatThrownBy(() -> read("timeStamp,label,success\n", new ArrayList<>()))
        .hasMessage(folder.resolve("f") + ": line 1, byte 0: found no column elapsed");
  }

  @Test
  void anEmptyFileHasNoRows() throws IOException {
    ReadSummary read = read("", new ArrayList<>());
    assertThat(read.rows()).isZero();
    assertThat(read.damaged()).isZero();
  }

  @Test
  void readsTheWorkflowsItWrites() throws IOException {
    Path file = folder.resolve("workflow.jtl");
    String job = "a,\"b\"\r\nc";
    List<WorkflowRow> written =
        List.of(
            new WorkflowRow(
                5,
                20_000,
                "completed",
                true,
                "",
                "R-1",
                "j1",
                8,
                OptionalLong.of(-2),
                OptionalLong.of(19_994)),
            new WorkflowRow(
                6,
                200_000_000_000L,
                "lost",
                false,
                "no row, no job",
                "R-2",
                job,
                9,
                OptionalLong.empty(),
                OptionalLong.empty()),
            new WorkflowRow(
                7,
                -7,
                "completed",
                true,
                "",
                "R-3",
                "",
                0,
                OptionalLong.of(1),
                OptionalLong.of(-8)));
    write(file, written);
    List<WorkflowRow> rows = new ArrayList<>();
    assertThat(JtlReader.readWorkflow(file, rows::add).damaged()).isZero();
    assertThat(rows).isEqualTo(written);
  }

  private static void write(Path file, List<WorkflowRow> rows) throws IOException {
    try (WorkflowJtl jtl = new WorkflowJtl(file)) {
      for (WorkflowRow row : rows) {
        jtl.add(row);
      }
      jtl.finish();
    }
  }

  @Test
  void jmeterItselfReadsTheWorkflows() throws IOException {
    Path file = folder.resolve("workflow.jtl");
    write(
        file,
        List.of(
            new WorkflowRow(
                1_700_000_000_000L,
                812,
                "completed",
                true,
                "",
                "R-1",
                "j1",
                8,
                OptionalLong.of(3),
                OptionalLong.of(801))));
    // JMeter's classes need their properties, which building a plan loads
    new PlanBuilder().build(Scenarios.named("baseline"));
    List<SampleResult> read = new ArrayList<>();
    CSVSaveService.processSamples(
        file.toString(),
        new Visualizer() {
          @Override
          public void add(SampleResult sample) {
            read.add(sample);
          }

          @Override
          public boolean isStats() {
            return false;
          }
        },
        new ResultCollector());
    assertThat(read).hasSize(1);
    assertThat(read.get(0).getSampleLabel()).isEqualTo(WorkflowJtl.LABEL);
    assertThat(read.get(0).getTime()).isEqualTo(812);
    assertThat(read.get(0).getLatency()).isEqualTo(8);
    assertThat(read.get(0).getResponseCode()).isEqualTo("completed");
    assertThat(read.get(0).isSuccessful()).isTrue();
  }

  @Test
  void anUnfinishedWorkflowFileLeavesTheEarlierOne() throws IOException {
    Path file = Files.writeString(folder.resolve("workflow.jtl"), "earlier");
    try (WorkflowJtl jtl = new WorkflowJtl(file)) {
      jtl.add(
          new WorkflowRow(
              5,
              1,
              "completed",
              true,
              "",
              "R-1",
              "j1",
              1,
              OptionalLong.empty(),
              OptionalLong.empty()));
    }
    assertThat(file).hasContent("earlier");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void countsTheProblemsItWrites() throws IOException {
    Path file = folder.resolve("workflow-problems.csv");
    try (WorkflowProblems problems = new WorkflowProblems(file)) {
      problems.add(new Problem(Problem.Kind.LOST, "R-1", "j", 5L, "no row, no job"));
      problems.add(new Problem(Problem.Kind.LOST, "R-2", "j\n", 6L, ""));
      problems.add(new Problem(Problem.Kind.STRAY, "R-9", "", null, "nobody sent it"));
      problems.finish();
    }
    assertThat(file)
        .hasContent(
            "problem,ticket_id,job_id,timeStamp,detail\n"
                + "lost,R-1,j,5,\"no row, no job\"\nlost,R-2,\"j\n\",6,\n"
                + "stray,R-9,,,nobody sent it\n");
    assertThat(WorkflowProblems.count(file))
        .isEqualTo(Map.of(Problem.Kind.LOST, 2L, Problem.Kind.STRAY, 1L));
    Files.writeString(file, "problem,ticket_id,job_id,timeStamp,detail\nlost,R-1,j");
    assertThatThrownBy(() -> WorkflowProblems.count(file)).hasMessage(file + ": cut off");
    Files.writeString(file, "problem,ticket_id,job_id,timeStamp,detail\nbroken,R-1,j,1,x\n");
    assertThatThrownBy(() -> WorkflowProblems.count(file))
        .hasMessage(file + ": line 2: found no problem");
  }

  private ReadSummary read(String text, List<Sample> into) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), text);
    ReadSummary read = JtlReader.read(file, row -> into.add(SampleOf.copy(row)));
    Files.delete(file);
    return read;
  }
}
