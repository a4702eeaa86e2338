package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.aiagents.loadtest.analysis.Trouble.Kind;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact: where it holds, where it does not, and where nobody knows. */
class FactTest {
  private static final String NO_MONITOR = "nobody watched the target";

  static Stream<Arguments> facts() {
    return Stream.of(
        holds(
            "pool-full",
            run -> run.pool(20, 35, 12),
            "12.0 of 12 connections of the target's pool were in use for 15.0 s, from 20.0 s to"
                + " 35.0 s, while on average 2.0 workers were active"),
        not(
            "pool-full",
            run -> run.pool(20, 28, 12),
            "at most 12 of 12 connections of the target's pool were in use, never more than 90 %"
                + " for 10 s"),
        unknown(
            "pool-full",
            run -> without(run, "metrics", "database_pool_in_use"),
            "the connections of the target's pool were not read all the time"),
        holds(
            "connections-full",
            run -> connections(run, 20, 40, 95),
            "95.0 of 100 connections of the database server were in use for 20.0 s, from 20.0 s to"
                + " 40.0 s, while on average 2.0 workers were active"),
        not(
            "connections-full",
            run -> run,
            "at most 10 of 100 connections of the database server were in use, never more than"
                + " 90 % for 10 s"),
        unknown(
            "connections-full",
            run -> without(run, "database", "max_connections"),
            "the connections of the database server were not read all the time"),
        holds(
            "no-completions",
            run -> run.stuck(20),
            "5 to 5 jobs waited for 59.0 s, from 21.0 s to 80.0 s, and not one was completed in"
                + " that time, while on average 2.0 workers were active"),
        not(
            "no-completions",
            run -> run,
            "jobs never waited for 10 s, and three times as long as a job takes, without one being"
                + " completed"),
        unknown("no-completions", FactTest::unfollowed, "the tickets were not followed"),
        unknown(
            "no-completions",
            run -> without(run, "redis", "queue_depth"),
            "the queue's depth was not read all the time"),
        holds(
            "ingestion-faster",
            MadeRun::queueGrows,
            "while the queue grew from 4 to 40 jobs, from 14.0 s to 50.0 s, 2.0 tickets a second"
                + " were accepted and 1.0 completed"),
        not(
            "ingestion-faster",
            run -> run,
            "the queue did not grow for 5 s by 5 jobs; at most 0 waited"),
        not(
            "ingestion-faster",
            run -> run.queueGrows().pending(),
            "while the queue grew from 4 to 40 jobs, from 14.0 s to 50.0 s, 2.0 tickets a second"
                + " were accepted and 0.0 completed"),
        unknown("ingestion-faster", FactTest::unfollowed, "the tickets were not followed"),
        holds(
            "workers-busy",
            run -> run.queueGrows().workers(12, 60, 6),
            "on average 6.0 workers were active, of 6 at most, while the queue grew from 4 to 40"
                + " jobs, from 14.0 s to 50.0 s; a job took 249 ms at the median"),
        not(
            "workers-busy",
            run -> run.queueGrows().workers(5, 6, 6),
            "on average 2.0 workers were active, of 6 at most"),
        unknown(
            "workers-busy",
            run -> without(run.queueGrows(), "metrics", "worker_active_count"),
            "the target did not tell how many workers are active"),
        holds(
            "workflow-slow",
            run -> run.outcome("workflow.p95", Outcome.WARNING, 60_000, "< 60000"),
            "the p95 of the complete workflow was 60.000 s"),
        holds(
            "workflow-slow",
            run -> run.outcome("workflow.p95", Outcome.FAIL, Double.POSITIVE_INFINITY, "< 60000"),
            "more than 5 % of the accepted tickets were never completed"),
        not(
            "workflow-slow",
            run -> run.outcome("workflow.p95", Outcome.WARNING, 1_500, "<= 1500"),
            "the p95 of the complete workflow was 1.500 s"),
        unknown("workflow-slow", run -> run, "the complete workflow was not judged"),
        holds(
            "processing-long",
            run -> run.times(100, 900),
            "0.900 s at the p95 went by from the pick-up to the completion, of 1.005 s for the"
                + " complete workflow"),
        not("processing-long", run -> run.times(900, 100), "0.100 s at the p95"),
        unknown(
            "processing-long",
            FactTest::unfollowed,
            "no ticket of the window was followed to its completion"),
        holds(
            "queue-long",
            run -> run.times(900, 100),
            "0.900 s at the p95 went by in the queue, of 1.005 s for the complete workflow"),
        not("queue-long", run -> run.times(100, 900), "0.100 s at the p95 went by in the queue"),
        unknown(
            "queue-long",
            FactTest::unfollowed,
            "no ticket of the window was followed to its completion"),
        holds(
            "processing-grown",
            run -> run.processing(30_000, 2_000),
            "the median time from the pick-up to the completion was 0.694 s in the first fifth of"
                + " the load and 2.000 s in the last"),
        not(
            "processing-grown",
            run -> run,
            "the median time from the pick-up to the completion was 0.694 s in the first fifth of"
                + " the load and 0.694 s in the last"),
        unknown(
            "processing-grown",
            run -> run.stuck(30),
            "too few tickets were completed at the beginning or at the end of the load"),
        holds(
            "cpu-high",
            run -> run.cores(20, 40, 0.9),
            "the target's process used 0.9 cores on average for 20.0 s, from 20.0 s to 40.0 s"),
        not(
            "cpu-high",
            run -> run,
            "the target's process never used 0.8 of a core for 10 s; at most 0.1 for a moment"),
        unknown(
            "cpu-high",
            run -> without(run, "metrics", "process_cpu_seconds_total"),
            "the CPU of the target was not read all the time"),
        holds("cpu-high", run -> run.outcome("alarm.cpu", Outcome.WARNING), "alarm.cpu: message"),
        not("cpu-high", run -> run.outcome("alarm.cpu", Outcome.PASS), "alarm.cpu: message"),
        holds(
            "timed-out",
            run -> run.trouble(Kind.TIMED_OUT, 3, "Read timed out"),
            "of 3 failed requests 3 timed out, the first at 12.3 s, after 30.1 s at the longest"),
        not(
            "timed-out",
            run -> run.trouble(Kind.TIMED_OUT, 3, "").trouble(Kind.THROTTLED, 97, ""),
            "of 100 failed requests 3 timed out"),
        not("timed-out", run -> run, "no request failed"),
        unknown("timed-out", FactTest::withoutSamples, "there is no sample"),
        holds(
            "throttled",
            run -> run.trouble(Kind.THROTTLED, 9, ""),
            "of 9 failed requests 9 were answered 429, the first at 12.3 s"),
        not(
            "throttled",
            run -> run.trouble(Kind.OTHER, 1, ""),
            "of 1 failed requests none were answered 429"),
        unknown("throttled", FactTest::withoutSamples, "there is no sample"),
        holds(
            "server-error",
            run -> run.trouble(Kind.SERVER_ERROR, 9, "Service\r\n\u001b[31mUnavailable"),
            "of 9 failed requests 9 were answered 5xx, the first at 12.3 s: Service"
                + " [31mUnavailable"),
        not("server-error", run -> run, "no request failed"),
        unknown("server-error", FactTest::withoutSamples, "there is no sample"),
        holds(
            "unauthorized",
            run -> run.trouble(Kind.UNAUTHORIZED, 9, ""),
            "of 9 failed requests 9 were answered 401, the first at 12.3 s"),
        not("unauthorized", run -> run, "no request failed"),
        unknown("unauthorized", FactTest::withoutSamples, "there is no sample"),
        holds(
            "refused",
            FactTest::refused,
            "of 9 failed requests 9 were refused a connection, the"
                + " first at 12.3 s, at 10.0.0.7:8000"),
        not("refused", run -> run, "no request failed"),
        unknown("refused", FactTest::withoutSamples, "there is no sample"),
        holds(
            "tickets-failed",
            run -> run.ended(4, Fate.FAILED),
            "4 of 105 accepted tickets failed, most often (4): an upstream error"),
        not("tickets-failed", run -> run.ended(4, Fate.LOST), "0 of 105 accepted tickets failed"),
        unknown("tickets-failed", FactTest::unfollowed, "the tickets were not followed"),
        holds(
            "tickets-lost",
            run -> run.ended(4, Fate.LOST),
            "4 of 105 accepted tickets were lost, most often (4): an upstream error"),
        not("tickets-lost", run -> run, "0 of 101 accepted tickets were lost"),
        unknown("tickets-lost", FactTest::unfollowed, "the tickets were not followed"),
        holds(
            "tickets-corrupted",
            run -> run.ended(4, Fate.CORRUPTED),
            "4 of 105 accepted tickets have an impossible row, most often (4): an upstream error"),
        not("tickets-corrupted", run -> run, "0 of 101 accepted tickets have an impossible row"),
        unknown("tickets-corrupted", FactTest::unfollowed, "the tickets were not followed"),
        holds(
            "silent",
            run -> silent(run, 20, 40),
            "GET /health had no 200 for 20.0 s, from 20.0 s to 40.0 s"),
        not("silent", run -> silent(run, 20, 25), "GET /health was never without a 200 for 10 s"),
        unknown(
            "silent",
            run -> without(run, "health", "up"),
            "GET /health was not asked all the time"),
        holds(
            "restarted",
            run -> run.restart(40),
            "the target restarted: at 40.0 s it was a process that began at 39.0 s; before, its"
                + " memory was 900 MiB, and 100 MiB at the beginning"),
        not("restarted", run -> run, "no other process was seen in the target's place"),
        unknown(
            "restarted",
            run -> without(run, "metrics", "process_start_time_seconds"),
            "the target does not tell when its process began"),
        holds(
            "same-process",
            run -> gone(silent(run, 20, 40), 20, 40),
            "at 41.0 s the process that answered was the same as before the silence"),
        not(
            "same-process",
            run -> gone(silent(run, 20, 40), 20, 40).restart(41),
            "at 41.0 s the process that answered was not the same as before the silence"),
        not("same-process", run -> run, "GET /health always had a 200"),
        unknown(
            "same-process",
            run -> gone(silent(run, 20, 80), 20, 80),
            "no process was seen both before and after the silence"),
        holds(
            "on-this-machine",
            run -> at(run, MadeRun.FORWARDED),
            "the load went to localhost:8000, where either a port-forward or the target itself"
                + " listens"),
        not("on-this-machine", run -> run, "staging.example.com:443 is another machine"),
        not(
            "on-this-machine",
            run -> at(run, new Place("embedded", "http://127.0.0.1:1", "127.0.0.1", "1", "t")),
            "127.0.0.1:1 was the embedded target, to which nothing is forwarded"),
        unknown(
            "on-this-machine",
            run -> at(run, Place.UNKNOWN),
            "there is no run.json that says where the load went"));
  }

  /** At its limit, and just beside it. */
  static Stream<Arguments> limits() {
    return Stream.of(
        holds("processing-long", run -> run.times(495, 500), "0.500 s at the p95"),
        not("processing-long", run -> run.times(496, 499), "0.499 s at the p95"),
        unknown(
            "queue-long", MadeRun::withoutStages, "no ticket's row tells when it was picked up"),
        holds(
            "processing-grown",
            run -> run.times(1, 400).processing(30_000, 600),
            "the median time from the pick-up to the completion was 0.400 s in the first fifth of"
                + " the load and 0.600 s in the last"),
        not(
            "processing-grown",
            run -> run.times(1, 200).processing(30_000, 399),
            "the median time from the pick-up to the completion was 0.200 s"),
        not(
            "processing-grown",
            run -> run.times(1, 1_000).processing(30_000, 1_499),
            "the median time from the pick-up to the completion was 1.000 s"),
        holds(
            "throttled",
            run -> run.trouble(Kind.THROTTLED, 1, "").trouble(Kind.OTHER, 9, ""),
            "of 10 failed requests 1 were answered 429"),
        not(
            "throttled",
            run -> run.trouble(Kind.THROTTLED, 1, "").trouble(Kind.OTHER, 10, ""),
            "of 11 failed requests 1 were answered 429"),
        holds(
            "tickets-failed",
            run -> run.ended(1, Fate.FAILED).ended(9, Fate.LOST),
            "1 of 111 accepted tickets failed, most often (1): an upstream error"),
        not(
            "tickets-failed",
            run -> run.ended(1, Fate.FAILED).ended(10, Fate.LOST),
            "1 of 112 accepted tickets failed"),
        holds(
            "workers-busy",
            run -> run.queueGrows().workers(0, 80, 9).workers(5, 6, 10),
            "on average 9.0 workers were active, of 10 at most"),
        not(
            "workers-busy",
            run -> run.queueGrows().workers(0, 80, 0),
            "on average 0.0 workers were active, of 0 at most"),
        not(
            "ingestion-faster",
            FactTest::depthAlone,
            "while the queue grew from 4 to 40 jobs, from 14.0 s to 50.0 s, 1.0 tickets a second"
                + " were accepted and 1.0 completed"),
        not(
            "cpu-high",
            run -> run.outcome("alarm.cpu", Outcome.INVALID),
            "the target's process never used 0.8 of a core for 10 s"));
  }

  @ParameterizedTest
  @MethodSource({"facts", "limits"})
  void holdsByTheEvidenceAndSaysItsNumbers(
      String fact, Optional<Boolean> holds, UnaryOperator<MadeRun> made, String sentence) {
    Holding holding = holding(fact, made.apply(new MadeRun()));
    assertThat(holding.sentence()).startsWith(sentence);
    assertThat(holding.holds()).isEqualTo(holds);
  }

  /** A fact that nobody can see is not known, and so no cause is shown for it. */
  @ParameterizedTest
  @EnumSource(Fact.class)
  void nothingIsKnownWithoutEvidence(Fact fact) {
    MadeRun run = withoutSamples(unfollowed(at(new MadeRun(), Place.UNKNOWN)));
    run.watch.withMonitor = false;
    Holding holding = holding(fact.key(), run);
    assertThat(holding.holds()).isEmpty();
    assertThat(holding.sentence()).isNotBlank();
  }

  @Test
  void saysThatNobodyWatched() {
    MadeRun run = new MadeRun();
    run.watch.withMonitor = false;
    assertThat(holding("pool-full", run).sentence()).isEqualTo(NO_MONITOR);
  }

  @Test
  void everyFactHasAllThree() {
    Set<String> seen =
        facts()
            .map(
                a ->
                    a.get()[0]
                        + " "
                        + ((Optional<?>) a.get()[1]).isPresent()
                        + " "
                        + ((Optional<?>) a.get()[1]).filter(Boolean.TRUE::equals).isPresent())
            .collect(Collectors.toSet());
    for (Fact fact : Fact.values()) {
      assertThat(seen)
          .contains(
              fact.key() + " true true", fact.key() + " true false", fact.key() + " false false");
    }
    assertThat(seen).hasSize(3 * Arrays.asList(Fact.values()).size());
  }

  /** What a table says that names this fact only. */
  private static Holding holding(String fact, MadeRun run) {
    List<String> problems = new ArrayList<>();
    Symptoms symptoms =
        Symptoms.read(
            "symptoms: { S: { when: { logs.errors: [FAIL] },"
                + " causes: { C: { needs: ["
                + fact
                + "], try: [ls] } } } }",
            problems::add);
    assertThat(problems).isEmpty();
    run.outcome("logs.errors", Outcome.FAIL);
    Diagnosed found = run.diagnosis(symptoms).found().get(0);
    if (found.cause().isPresent()) {
      return new Holding(Optional.of(true), found.evidence().get(0));
    }
    Instead why = found.instead().get(0);
    return new Holding(why.ruledOut() ? Optional.of(false) : Optional.empty(), why.why());
  }

  private static Arguments holds(String fact, UnaryOperator<MadeRun> made, String sentence) {
    return arguments(fact, Optional.of(true), made, sentence);
  }

  private static Arguments not(String fact, UnaryOperator<MadeRun> made, String sentence) {
    return arguments(fact, Optional.of(false), made, sentence);
  }

  private static Arguments unknown(String fact, UnaryOperator<MadeRun> made, String sentence) {
    return arguments(fact, Optional.empty(), made, sentence);
  }

  private static MadeRun without(MadeRun run, String probe, String reading) {
    run.watch.remove(probe, reading);
    return run;
  }

  /** A queue that grows by what nobody of ours sent. */
  private static MadeRun depthAlone(MadeRun run) {
    for (long second = 10; second <= 50; second++) {
      run.watch.set("redis", "queue_depth", second, second, second - 10);
    }
    return run;
  }

  private static MadeRun connections(MadeRun run, long from, long to, int used) {
    run.watch.set("database", "connections", from, to, used);
    return run;
  }

  private static MadeRun unfollowed(MadeRun run) {
    run.followed = false;
    run.tickets.clear();
    return run;
  }

  private static MadeRun withoutSamples(MadeRun run) {
    run.parts.read = new ReadSummary(0, 0, Optional.empty(), false);
    return run;
  }

  private static MadeRun refused(MadeRun run) {
    return run.trouble(
        Kind.REFUSED,
        9,
        "Non HTTP response message: Connect to 10.0.0.7:8000 [/10.0.0.7] failed: Connection"
            + " refused");
  }

  private static MadeRun silent(MadeRun run, long from, long to) {
    run.watch.unanswered(from, to);
    return run;
  }

  /** The metrics are silent too. */
  private static MadeRun gone(MadeRun run, long from, long to) {
    run.watch.gap("metrics", from * 1_000 - 1, to * 1_000 + 1);
    return run;
  }

  private static MadeRun at(MadeRun run, Place place) {
    run.place = place;
    return run;
  }
}
