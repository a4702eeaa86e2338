package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code report.html} of a run: the verdict and why, the evidence as charts and tables. */
public final class RunPage {
  /** Rows of a table of labels or errors: a page is opened by people. */
  private static final int MOST_ROWS = 500;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RunReport report;
  private final Verdict verdict;
  private final Evidence evidence;
  private final Map<String, Object> view = new HashMap<>();

  private RunPage(RunReport report) {
    this.report = report;
    this.verdict = report.judged().verdict();
    this.evidence = report.judged().evidence();
  }

  /** The text of the file. */
  public static String render(RunReport report) {
    return new RunPage(report).page();
  }

  private String page() {
    ChartClock clock = ChartClock.of(evidence);
    List<Chart> charts =
        Stream.of(
                LoadCharts.of(evidence, clock),
                WorkflowCharts.of(evidence, verdict, clock),
                TargetCharts.of(evidence, verdict, clock))
            .flatMap(List::stream)
            .toList();
    List<Landmark> landmarks = Landmarks.of(report.judged(), clock);
    head();
    tiles();
    view.put("criteria", verdict.criteria().stream().map(CriterionRow::of).toList());
    diagnosis();
    view.put("charted", !charts.isEmpty());
    view.put("charts", charts.stream().map(ChartView::of).toList());
    view.put("landmarks", landmarks.isEmpty() ? null : landmarkTable(landmarks));
    tickets();
    losses();
    List<String[]> labels = evidence.load().labels().stream().map(Shown::label).toList();
    view.put(
        "labels", PageTable.of("labels", Shown.labelHead(), Shown.some(labels, MOST_ROWS), 1, 9));
    view.put("labelNote", "Times in ms, whole run." + leftOut(labels, "labels"));
    List<String[]> errors = Shown.errors(evidence.load().labels());
    view.put(
        "errors",
        errors.isEmpty()
            ? null
            : PageTable.of("errors", Shown.errorHead(), Shown.some(errors, MOST_ROWS), 0, 1));
    view.put("errorNote", leftOut(errors, "errors").strip());
    List<String[]> agents = AgentText.rows(evidence);
    view.put(
        "agents",
        agents.isEmpty()
            ? null
            : PageTable.of(
                "agents",
                AgentText.head(),
                Shown.some(agents, MOST_ROWS),
                1,
                AgentText.NUMBERS_TO));
    view.put("agentNote", AgentText.NOTE + leftOut(agents, "agents"));
    details();
    return HtmlPage.render(
        verdict.scenario() + ": " + Shown.outcome(verdict.outcome()) + " - AI Agents load test",
        "run",
        view,
        charts.isEmpty()
            ? ""
            : ChartsJson.render(Optional.of(clock), charts, landmarks, List.of()));
  }

  private static String leftOut(List<String[]> rows, String what) {
    return rows.size() <= MOST_ROWS
        ? ""
        : " " + (rows.size() - MOST_ROWS) + " more " + what + " stand in verdict.json.";
  }

  /** A criterion as the page shows it. */
  private record CriterionRow(
      String id,
      String label,
      String outcome,
      String css,
      String exact,
      String observed,
      String pass,
      String fail,
      long samples,
      String interval,
      String proven,
      String message) {
    static CriterionRow of(Criterion c) {
      return new CriterionRow(
          c.id(),
          c.label(),
          Shown.outcome(c.outcome()),
          c.outcome().name(),
          c.observed().isPresent() ? Double.toString(c.observed().getAsDouble()) : "",
          Shown.observed(c),
          Shown.pass(c),
          Shown.fail(c),
          c.samples(),
          Shown.interval(c),
          c.proven().map(proven -> proven ? "yes" : "no").orElse("-"),
          Shown.sentence(c.message()));
    }
  }

  private void head() {
    RunFacts facts = report.facts();
    view.put("scenario", verdict.scenario());
    view.put("outcome", Shown.outcome(verdict.outcome()));
    view.put(
        "facts",
        Stream.of(report.run(), facts.target(), facts.load(), facts.startedAt())
            .filter(text -> !text.isEmpty())
            .toList());
    view.put("reasons", Reasons.of(verdict));
    view.put(
        "unwatched",
        Shown.unwatched(evidence).map(text -> "Not watched all the time: " + text).orElse(""));
  }

  private record Named(String name, String value) {}

  private void tiles() {
    List<Named> tiles = new ArrayList<>();
    tiles.add(new Named("p95 of the complete workflow", Shown.observed(verdict, "workflow.p95")));
    tiles.add(new Named("tickets completed", Shown.observed(verdict, "workflow.success")));
    tiles.add(new Named("tickets lost", Shown.observed(verdict, "workflow.lost")));
    tiles.add(new Named("requests successful", Shown.observed(verdict, "requests.success")));
    evidence.load().labels().stream()
        .filter(l -> l.label().equals(LoadRecorder.TOTAL))
        .findFirst()
        .ifPresent(
            total -> {
              tiles.add(new Named("requests", Long.toString(total.count())));
              tiles.add(
                  new Named(
                      "requests per second",
                      String.format(Locale.ROOT, "%.1f", total.throughput())));
            });
    evidence
        .tickets()
        .ifPresent(t -> tiles.add(new Named("tickets accepted", Long.toString(t.accepted()))));
    view.put("tiles", tiles);
  }

  private record Cause(String cause, boolean proven, List<String> evidence, List<String> commands) {
    static Cause of(Diagnosed one) {
      return new Cause(
          one.cause().map(cause -> "cause: " + cause).orElse("no cause stands out"),
          !one.evidence().isEmpty(),
          one.evidence(),
          one.commands());
    }
  }

  private record SymptomView(
      String symptom, String criteria, List<Cause> causes, List<String> others) {}

  private void diagnosis() {
    List<SymptomView> symptoms = new ArrayList<>();
    for (List<Diagnosed> causes : Shown.symptoms(report.judged().diagnosis())) {
      Diagnosed first = causes.get(0);
      List<String> others = new ArrayList<>();
      Shown.instead(first, true)
          .forEach(
              (why, names) -> others.add("not: " + String.join(", ", names) + " (" + why + ")"));
      Shown.instead(first, false)
          .forEach(
              (why, names) ->
                  others.add("not known: " + String.join(", ", names) + " (" + why + ")"));
      symptoms.add(
          new SymptomView(
              first.symptom(),
              String.join(", ", first.criteria()),
              causes.stream().map(Cause::of).toList(),
              others));
    }
    boolean known = report.judged().diagnosis().known();
    view.put("diagnosed", !symptoms.isEmpty() || !known);
    view.put("diagnosisNote", known ? "" : "No diagnosis: the project has no data/diagnosis.yaml.");
    view.put("symptoms", symptoms);
  }

  private static PageTable landmarkTable(List<Landmark> landmarks) {
    return PageTable.of(
        "marks",
        new String[] {"what", "which", "from", "to"},
        landmarks.stream()
            .limit(MOST_ROWS)
            .map(
                l ->
                    new String[] {
                      l.kind().words(),
                      l.label(),
                      ChartTable.clock(l.from()),
                      ChartTable.clock(l.to())
                    })
            .toList(),
        2,
        4);
  }

  private void tickets() {
    view.put("tickets", evidence.tickets().isPresent() || evidence.workflow().isPresent());
    view.put("balance", evidence.tickets().map(TicketText::balance).orElse(List.of()));
    view.put(
        "stages",
        evidence
            .workflow()
            .map(w -> PageTable.of("stages", TicketText.stageHead(), TicketText.stages(w), 1, 6))
            .orElse(null));
  }

  private void losses() {
    if (report.problems().isEmpty()) {
      view.put("losses", null);
      return;
    }
    List<String[]> rows =
        report.problems().stream()
            .map(
                p ->
                    new String[] {
                      p.problem(),
                      Shown.line(p.ticketId()),
                      Shown.line(p.jobId()),
                      p.sentMillis().isPresent()
                          ? TIME.format(Instant.ofEpochMilli(p.sentMillis().getAsLong()))
                          : "-",
                      Shown.sentence(p.detail())
                    })
            .toList();
    view.put(
        "losses",
        PageTable.of(
            "losses", new String[] {"problem", "ticket", "job", "sent, UTC", "what"}, rows, 0, 0));
    view.put(
        "lossNote",
        report.problemCount() > rows.size()
            ? "The first "
                + rows.size()
                + " of "
                + report.problemCount()
                + "; workflow-problems.csv has all."
            : "As in workflow-problems.csv.");
  }

  private void details() {
    RunFacts facts = report.facts();
    List<Named> details = new ArrayList<>();
    add(details, "run", facts.run());
    add(details, "state", facts.state());
    add(details, "note", Shown.sentence(facts.note()));
    add(details, "started", facts.startedAt());
    add(details, "ended", facts.endedAt());
    add(details, "target", facts.target());
    add(details, "load", facts.load());
    add(details, "plan, SHA-256", facts.planSha256());
    facts.versions().forEach((name, version) -> add(details, name, version));
    ReadSummary read = evidence.read();
    add(
        details,
        "samples",
        read.rows() + " rows, " + read.damaged() + " damaged" + (read.cutOff() ? ", cut off" : ""));
    read.firstDamaged()
        .ifPresent(
            first ->
                add(
                    details,
                    "first damaged row",
                    "line " + first.line() + ", byte " + first.offset() + ": " + first.reason()));
    evidence.clocks().ifPresent(clocks -> add(details, "clocks", TicketText.clocks(clocks)));
    view.put("details", details);
    view.put("command", facts.command());
    view.put("linked", !report.links().isEmpty());
    view.put("links", report.links());
  }

  private static void add(List<Named> details, String name, String value) {
    if (!value.isEmpty()) {
      details.add(new Named(name, value));
    }
  }
}
