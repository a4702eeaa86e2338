package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.Stability;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The evidence of a run, part by part: of a clean one, in which nobody sent anything, unless told
 * otherwise.
 */
public final class EvidenceOf {
  public String scenario = "baseline";
  public Optional<TaskMix> mix = Optional.empty();
  public Optional<PlannedLoad> planned = Optional.of(Clean.planned());
  public ReadSummary read = new ReadSummary(0, 0, Optional.empty(), false);
  public LoadAnalysis load = NO_LOAD;

  /** The load over time, whatever {@link #load} says. */
  public LoadSeries series = Clean.series();

  public Optional<String> doubt = Optional.empty();
  public Optional<WorkflowAnalysis> workflow = Optional.empty();
  public Availability database = Availability.AVAILABLE;
  public Availability redis = Availability.AVAILABLE;
  public Drained drained = new Drained(true, 0, 0, 2.5, 62_500, 1, 0.4);
  public Optional<TicketCounts> tickets = Optional.empty();
  public final Map<String, Long> problems = new HashMap<>();
  public Optional<Clocks> clocks = Optional.of(Clean.clocks());
  public Optional<Stability> stability = Optional.empty();
  public Watched watched = new WatchedRun().watched();

  /** Those that run.json names. */
  public List<Agent> agents = List.of();

  private static final LoadAnalysis NO_LOAD =
      Clean.load(List.of(), 0, 0, new LoadAnalysis.Submissions(0, 0, 0, 0, 0));

  /** All of it. */
  public Evidence build() {
    return new Evidence(
        scenario,
        mix,
        planned,
        read,
        delivered(),
        doubt,
        workflow,
        database,
        redis,
        Optional.ofNullable(drained),
        tickets,
        problems,
        clocks,
        Optional.empty(),
        stability,
        watched,
        agents);
  }

  private LoadAnalysis delivered() {
    return new LoadAnalysis(
        load.labels(),
        load.phases(),
        load.measured(),
        load.windowSamples(),
        load.windowSuccesses(),
        load.submissions(),
        series,
        load.recovery(),
        load.troubles(),
        load.agents());
  }

  /** What the judge says of one criterion. */
  Criterion criterion(String id) {
    return criterion(build(), id);
  }

  static Criterion criterion(Evidence evidence, String id) {
    return Judge.judge(evidence).criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
