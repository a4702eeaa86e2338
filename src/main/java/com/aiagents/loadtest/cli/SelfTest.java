package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code gate --self-test}: does the gate see what it must see? Copies of a run that passed are
 * made wrong in one way each, and judged. The run itself is only read.
 */
final class SelfTest {
  private static final String P95 = "workflow.p95";
  private static final String REQUESTS = "requests.success";

  private final RunFolder run;
  private final Thresholds thresholds;
  private final Judged whole;

  /**
   * A test of the gate with a run.
   *
   * @throws DefinitionException if the run did not pass: what is wrong already cannot be made wrong
   */
  SelfTest(RunFolder run, Thresholds thresholds) throws IOException, DefinitionException {
    this.run = run;
    this.thresholds = thresholds;
    this.whole = Judgement.ofFolder(run, thresholds);
    Outcome outcome = whole.verdict().outcome();
    if (outcome != Outcome.PASS && outcome != Outcome.WARNING) {
      throw new DefinitionException(
          run.path() + ": its verdict is " + outcome + ", a self-test needs a run that passed");
    }
    for (String id : List.of(REQUESTS, P95, "workflow.lost", "queue.drained")) {
      if (criterion(whole, id).outcome() == Outcome.NOT_APPLICABLE) {
        throw new DefinitionException(
            run.path()
                + ": "
                + id
                + " does not apply to it, a self-test needs a run with database and Redis");
      }
    }
  }

  /**
   * Judges every mutation.
   *
   * @return how many were judged wrongly
   */
  int run(PrintWriter screen) throws IOException, DefinitionException {
    int wrong = 0;
    List<Mutation> mutations = mutations();
    for (Mutation mutation : mutations) {
      Path copy = Files.createTempDirectory("load-test-self-test");
      Judged judged;
      try {
        RunFolder folder = link(copy);
        mutation.change().to(folder);
        judged = Judgement.ofFolder(folder, thresholds);
      } finally {
        remove(copy);
      }
      Outcome found = criterion(judged, mutation.criterion()).outcome();
      // a criterion that is right and a verdict that is better would be no gate
      boolean right =
          found == mutation.expected()
              && (found == Outcome.PASS || judged.verdict().outcome().compareTo(found) >= 0);
      wrong += right ? 0 : 1;
      screen.println(
          String.format(
              Locale.ROOT,
              "  %-5s  %-46s %s %s%s",
              right ? "ok" : "WRONG",
              mutation.name(),
              mutation.criterion(),
              found,
              right ? "" : ", must be " + mutation.expected()));
    }
    screen.println();
    screen.println(
        wrong == 0
            ? "SELF-TEST: " + mutations.size() + " mutations, every one judged as it must be"
            : "SELF-TEST: " + wrong + " of " + mutations.size() + " mutations judged wrongly");
    screen.flush();
    return wrong;
  }

  private List<Mutation> mutations() {
    List<Mutation> all = new ArrayList<>();
    all.add(
        new Mutation("nothing changed", REQUESTS, criterion(whole, REQUESTS).outcome(), c -> {}));
    all.add(new Mutation("samples.jtl empty", REQUESTS, Outcome.INVALID, Mutation.samplesCutTo(0)));
    all.add(
        new Mutation(
            "samples.jtl with its header only",
            REQUESTS,
            Outcome.INVALID,
            Mutation.samplesCutToTheirHeader()));
    all.add(
        new Mutation(
            "samples.jtl cut in its last row",
            REQUESTS,
            Outcome.INVALID,
            Mutation.samplesCutTo(-5)));
    label()
        .ifPresent(
            label ->
                all.add(
                    new Mutation(
                        "no sample of " + label,
                        REQUESTS,
                        Outcome.INVALID,
                        Mutation.withoutLabel(label))));
    Criterion p95 = criterion(whole, P95);
    for (String limit : new String[] {p95.pass(), p95.fail()}) {
      long at = Long.parseLong(limit.substring(limit.indexOf(' ') + 1));
      for (long millis = at - 1; millis <= at + 1; millis++) {
        all.add(
            new Mutation(
                String.format(Locale.ROOT, "every workflow took %.3f s", millis / 1000.0),
                P95,
                expected(p95, millis),
                Mutation.everyWorkflowTook(millis)));
      }
    }
    all.add(
        new Mutation("one ticket lost", "workflow.lost", Outcome.FAIL, Mutation.oneTicketLost()));
    all.add(
        new Mutation(
            "one ticket missing in workflow.jtl",
            "workflow.lost",
            Outcome.INVALID,
            Mutation.oneRowForgotten()));
    all.add(
        new Mutation(
            "one ticket with two rows",
            "workflow.duplicated",
            Outcome.FAIL,
            Mutation.oneTicketTwice()));
    all.add(
        new Mutation(
            "five jobs left in the queue", "queue.drained", Outcome.FAIL, Mutation.queueStuck()));
    all.add(new Mutation("run killed", REQUESTS, Outcome.INVALID, Mutation.killed()));
    return all;
  }

  /** The task with the most samples, the submissions aside; theirs are missed in many ways. */
  private Optional<String> label() {
    long all =
        whole.evidence().load().labels().stream()
            .filter(l -> Task.ofLabel(l.label()).isPresent())
            .mapToLong(LabelStatistics::count)
            .sum();
    Map<Task, Integer> weights = whole.evidence().mix().map(m -> m.weights()).orElse(Map.of());
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    return weights.entrySet().stream()
        .filter(e -> e.getKey() != Task.SUBMIT)
        // a label that few samples are to be expected of may be missing
        .filter(e -> (all * (total - e.getValue()) / total) * e.getValue() >= 25L * total)
        .max(Map.Entry.comparingByValue())
        .map(e -> e.getKey().label());
  }

  private static Outcome expected(Criterion p95, long millis) {
    if (holds(p95.pass(), millis)) {
      return Outcome.PASS;
    }
    return holds(p95.fail(), millis) ? Outcome.FAIL : Outcome.WARNING;
  }

  private static boolean holds(String limit, long value) {
    long at = Long.parseLong(limit.substring(limit.indexOf(' ') + 1));
    return switch (limit.substring(0, limit.indexOf(' '))) {
      case "<" -> value < at;
      case "<=" -> value <= at;
      case ">" -> value > at;
      default -> value >= at;
    };
  }

  private static Criterion criterion(Judged judged, String id) {
    return judged.verdict().criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A copy of the run that needs no space: links to its files, which no mutation writes through.
   */
  private RunFolder link(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(run.path())) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
      }
    }
    return new RunFolder(copy);
  }

  private static void remove(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(copy)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
