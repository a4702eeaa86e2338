package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.aiagents.loadtest.analysis.Trouble.Kind;
import com.aiagents.loadtest.workflow.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's table, cause by cause, and what is made of a table. */
class DiagnosisTest {
  private static final String REFUSED =
      "Non HTTP response message: Connect to localhost:8000 [localhost/127.0.0.1] failed:"
          + " Connection refused";

  /** For each cause of the project's table a run in which it, and only it, is behind a symptom. */
  static Stream<Arguments> causes() {
    String slow = "the complete workflow is slow";
    String few = "the success rate is low";
    String queue = "the queue keeps growing";
    String refused = "connection refused";
    String gone = "the target fell silent or restarted";
    String connections = "database connections run out";
    String growth = "it gets slower over time";
    return Stream.of(
        arguments(slow, "database pool exhausted", made(run -> run.pool(10, 60, 12))),
        arguments(slow, "LLM API slow or rate-limited", made(run -> run.times(100, 900))),
        arguments(slow, "workers CPU-bound", made(run -> run.cores(10, 60, 1.5))),
        arguments(
            slow, "too few workers", made(run -> queueLong(run.queueGrows()).workers(10, 60, 6))),
        arguments(slow, "workers stuck or crashed", made(run -> run.stuck(20))),
        arguments(few, "client time-outs", made(run -> run.trouble(Kind.TIMED_OUT, 5, ""))),
        arguments(few, "process killed, probably out of memory", made(run -> run.restart(30))),
        arguments(few, "rate limit", made(run -> run.trouble(Kind.THROTTLED, 5, ""))),
        arguments(
            few, "API answers with errors", made(run -> run.trouble(Kind.SERVER_ERROR, 5, ""))),
        arguments(few, "signature refused", made(run -> run.trouble(Kind.UNAUTHORIZED, 5, ""))),
        arguments(few, "API not reachable", made(run -> run.trouble(Kind.REFUSED, 5, REFUSED))),
        arguments(few, "workers fail on tickets", made(run -> run.ended(5, Fate.FAILED))),
        arguments(few, "jobs taken and lost", made(run -> run.ended(5, Fate.LOST))),
        arguments(few, "rows half-written", made(run -> run.ended(5, Fate.CORRUPTED))),
        arguments(few, "workers stuck or crashed", made(run -> run.stuck(20))),
        arguments(queue, "workers stuck or crashed", made(run -> run.stuck(20))),
        arguments(
            queue,
            "database pool exhausted",
            made(run -> run.queueGrows().pool(10, 60, 12).workers(10, 60, 6))),
        arguments(queue, "too few workers", made(run -> run.queueGrows().workers(10, 60, 6))),
        arguments(
            queue,
            "ingestion faster than the workers",
            made(run -> run.queueGrows().workers(5, 6, 6))),
        arguments(queue, "jobs taken and lost", made(run -> run.ended(5, Fate.LOST))),
        arguments(
            refused,
            "API not running",
            made(run -> silent(run.trouble(Kind.REFUSED, 5, REFUSED), 20, 80))),
        arguments(
            refused,
            "port-forward gone",
            made(run -> forwarded(run.trouble(Kind.REFUSED, 5, REFUSED)))),
        arguments(
            gone, "API takes connections and does not answer", made(run -> silent(run, 20, 40))),
        arguments(gone, "process killed, probably out of memory", made(run -> run.restart(30))),
        arguments(connections, "database pool too small", made(run -> run.pool(10, 60, 12))),
        arguments(
            connections,
            "too many clients for the database server",
            made(
                run -> {
                  run.watch.set("database", "connections", 10, 60, 99);
                  return run;
                })),
        arguments(growth, "LLM API slower and slower", made(run -> run.processing(30_000, 2_000))),
        arguments(
            growth,
            "too few workers",
            made(run -> queueLong(run.queueGrows()).workers(10, 60, 6))));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void theEvidencePointsToOneCauseAndNotToTheOthers(
      String symptom, String cause, UnaryOperator<MadeRun> made) throws IOException {
    Symptoms project = project();
    Symptom asked = symptom(project, symptom);
    MadeRun run = made.apply(new MadeRun());
    asked.when().forEach((id, outcomes) -> run.outcome(id, outcomes.iterator().next()));
    List<Diagnosed> found =
        run.diagnosis(project).found().stream().filter(d -> d.symptom().equals(symptom)).toList();
    assertThat(found).extracting(Diagnosed::cause).containsExactly(Optional.of(cause));
    assertThat(found.get(0).criteria()).hasSameSizeAs(asked.when().keySet());
    assertThat(found.get(0).evidence()).isNotEmpty().noneMatch(String::isBlank);
    assertThat(found.get(0).commands()).isNotEmpty();
    assertThat(found.get(0).instead())
        .extracting(Instead::cause)
        .hasSize(asked.causes().size() - 1)
        .doesNotContain(cause);
  }

  @Test
  void everyCauseOfTheTableHasItsRun() throws IOException {
    Set<String> tried =
        causes().map(a -> a.get()[0] + ": " + a.get()[1]).collect(Collectors.toSet());
    assertThat(
            project().all().stream()
                .flatMap(s -> s.causes().stream().map(c -> s.name() + ": " + c.name())))
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  @Test
  void aCleanRunHasNothingToExplain() throws IOException {
    MadeRun run = new MadeRun().outcome("workflow.p95", Outcome.PASS);
    run.outcome("requests.success", Outcome.INVALID).outcome("queue.drained", Outcome.INVALID);
    assertThat(run.diagnosis(project())).isEqualTo(Diagnosis.NONE);
    assertThat(Diagnosis.isNeeded(new Verdict("baseline", run.criteria))).isFalse();
    run.outcome("logs.errors", Outcome.WARNING);
    assertThat(Diagnosis.isNeeded(new Verdict("baseline", run.criteria))).isTrue();
  }

  /** A p95 that is only doubted because a clock was corrected is no slow workflow. */
  @Test
  void aSymptomTakesItsOwnFactsToo() throws IOException {
    MadeRun run = new MadeRun().outcome("workflow.p95", Outcome.WARNING, 900, "< 60000");
    assertThat(run.diagnosis(project()).found()).isEmpty();
  }

  @Test
  void saysWhatItLookedAtWhereNoCauseStandsOut() throws IOException {
    MadeRun run = new MadeRun().outcome("queue.drained", Outcome.FAIL);
    run.watch.remove("metrics", "database_pool_in_use");
    assertThat(run.diagnosis(project()).found())
        .containsExactly(
            new Diagnosed(
                "the queue keeps growing",
                List.of("queue.drained"),
                Optional.empty(),
                List.of(),
                List.of(
                    new Instead(
                        "workers stuck or crashed",
                        true,
                        "jobs never waited for 10 s, and three times as long as a job takes,"
                            + " without one being completed"),
                    new Instead(
                        "database pool exhausted",
                        false,
                        "the connections of the target's pool were not read all the time"),
                    new Instead(
                        "too few workers",
                        true,
                        "the queue did not grow for 5 s by 5 jobs; at most 0 waited"),
                    new Instead(
                        "ingestion faster than the workers",
                        true,
                        "the queue did not grow for 5 s by 5 jobs; at most 0 waited"),
                    new Instead(
                        "jobs taken and lost", true, "0 of 101 accepted tickets were lost")),
                List.of()));
  }

  @Test
  void aSlowJobIsNotAStuckWorker() throws IOException {
    // 12 s without a completion, and 5 s before it, but a job takes 8 s
    MadeRun run = new MadeRun().times(100, 8_000).outcome("queue.drained", Outcome.FAIL);
    run.tickets.removeIf(
        t -> t.sentMillis() + t.elapsedMillis() > 20_000 && t.sentMillis() < 29_000);
    run.watch.set("redis", "queue_depth", 15, 36, 4);
    assertThat(run.diagnosis(project()).found().get(0).cause()).isEmpty();
  }

  @Test
  void theMostSpecificComesFirstAndNoMoreThanThreeAreShown() {
    MadeRun run = new MadeRun().outcome("logs.errors", Outcome.FAIL).trouble(Kind.THROTTLED, 5, "");
    Diagnosis diagnosis =
        run.restart(30)
            .diagnosis(
                read(
                    """
                    symptoms:
                      S:
                        when: { logs.errors: [FAIL] }
                        causes:
                          A: { needs: [throttled], try: [ls] }
                          B: { needs: [restarted], try: [ls] }
                          C: { needs: [restarted, throttled], try: [ls] }
                          D: { needs: [restarted], try: [ls] }
                    """));
    assertThat(diagnosis.found())
        .extracting(d -> d.cause().orElseThrow())
        .containsExactly("C", "A", "B");
    assertThat(diagnosis.found().get(0).evidence()).hasSize(2);
    assertThat(diagnosis.found().get(0).instead())
        .containsExactly(new Instead("D", false, "other causes need more that was seen"));
  }

  @Test
  void fillsTheCommandsAndQuotesWhatAShellWouldRead() {
    Symptoms symptoms =
        read(
            "symptoms: { S: { when: { logs.errors: [FAIL] }, causes: { C: { needs: [throttled],"
                + " try: [\"curl {url}/health {host} {port} {tenant} ${HOME}\"] } } } }");
    Map<Place, String> expected =
        Map.of(
            MadeRun.STAGING,
            "curl https://staging.example.com/health staging.example.com 443 t ${HOME}",
            Place.UNKNOWN,
            "curl URL/health HOST PORT TENANT ${HOME}",
            new Place("x", "http://a;rm", "a;rm\n{port}", "80", "$(id)"),
            "curl 'http://a;rm'/health 'a;rm {port}' 80 '$(id)' ${HOME}");
    expected.forEach(
        (place, command) -> {
          MadeRun run =
              new MadeRun().outcome("logs.errors", Outcome.FAIL).trouble(Kind.THROTTLED, 5, "");
          run.place = place;
          assertThat(run.diagnosis(symptoms).found().get(0).commands()).containsExactly(command);
        });
  }

  private static UnaryOperator<MadeRun> made(UnaryOperator<MadeRun> run) {
    return run;
  }

  private static MadeRun queueLong(MadeRun run) {
    return run.times(20_000, 1_000).queueGrows();
  }

  private static MadeRun silent(MadeRun run, long from, long to) {
    run.watch.unanswered(from, to);
    run.watch.gap("metrics", from * 1_000 - 1, to * 1_000 + 1);
    return run;
  }

  private static MadeRun forwarded(MadeRun run) {
    run.place = MadeRun.FORWARDED;
    return run;
  }

  private static Symptom symptom(Symptoms symptoms, String name) {
    return symptoms.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static Symptoms project() throws IOException {
    return read(Files.readString(Path.of("data/diagnosis.yaml")));
  }

  private static Symptoms read(String text) {
    List<String> problems = new ArrayList<>();
    Symptoms symptoms = Symptoms.read(text, problems::add);
    assertThat(problems).isEmpty();
    return symptoms;
  }
}
