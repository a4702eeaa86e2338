package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.LabelStatistics.Kind;
import com.aiagents.loadtest.samples.RowException;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SliceHandler;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.workflow.Answer;
import com.aiagents.loadtest.workflow.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records the samples of a load; one pass, in any order and any slices, in memory that does not
 * depend on how many there are. Used by one thread.
 */
public final class LoadRecorder implements SliceHandler<Sample, LoadRecorder> {
  public static final String TOTAL = "TOTAL";

  private static final int MOST_LABELS = 2_000;

  /** How JMeter names the parts of a request: its label and a number. */
  private static final Pattern SUB_RESULT = Pattern.compile("(.+)-\\d+", Pattern.DOTALL);

  private final LoadWindows windows;
  private final long[] phaseEnds;
  private final Map<String, LabelRecorder> labels = new HashMap<>();
  private final Map<String, LabelRecorder> transactions = new HashMap<>();
  private final long[] answers = new long[Answer.values().length];
  private final Fingerprint acceptedIds = new Fingerprint();
  private final SeriesRecorder series = new SeriesRecorder();
  private final AgentsRecorder agents = new AgentsRecorder();
  private final TroubleRecorder troubles = new TroubleRecorder();
  private final StabilityRecorder stability;
  private final RecoveryRecorder recovery;
  private long withoutId;
  private long firstMillis = LoadBounds.NONE.firstMillis();
  private long lastMillis = LoadBounds.NONE.lastMillis();

  /**
   * A recorder.
   *
   * @param windows which times are told apart
   */
  public LoadRecorder(LoadWindows windows) {
    this.windows = windows;
    this.phaseEnds = windows.phases().stream().mapToLong(p -> p.window().toMillis()).toArray();
    this.stability =
        windows.bounded() && StabilityRecorder.divides(windows.measured())
            ? new StabilityRecorder(windows.measured())
            : null;
    this.recovery =
        windows.recovery().map(r -> new RecoveryRecorder(windows.warmUp(), r)).orElse(null);
  }

  @Override
  public void row(Sample sample) {
    long start = sample.startMillis();
    firstMillis = Math.min(firstMillis, start);
    lastMillis = Math.max(lastMillis, start);
    int phase = 0;
    while (start >= phaseEnds[phase] && phase < phaseEnds.length - 1) {
      phase++;
    }
    if (sample.transaction()) {
      recorder(transactions, sample.label()).add(phase, sample);
      return;
    }
    LabelRecorder label = recorder(labels, sample.label());
    label.add(phase, sample);
    String agent = sample.agent();
    boolean alone = agent.isEmpty();
    series.add(sample, alone);
    if (!alone) {
      agents.of(agent).add(sample, label.task(), windows.phases().get(phase).measured());
    }
    if (!sample.success()
        && (label.task() != null || sample.label().equals(Task.FIRST_CONTACT_LABEL))) {
      troubles.add(sample);
    }
    if (label.task() == null) {
      return;
    }
    if (stability != null) {
      stability.add(sample, label.task());
    }
    if (label.task() == Task.SUBMIT) {
      addSubmission(sample);
    }
  }

  private LabelRecorder recorder(Map<String, LabelRecorder> recorders, String label) {
    LabelRecorder recorder = recorders.get(label);
    if (recorder == null) {
      if (recorders.size() == MOST_LABELS) {
        throw new RowException(
            "found more than "
                + MOST_LABELS
                + " labels, the last one '"
                + label
                + "': a label must name a kind of request, without an id in it");
      }
      recorder = new LabelRecorder(Task.ofLabel(label).orElse(null), phaseEnds.length);
      recorders.put(label, recorder);
    }
    return recorder;
  }

  private void addSubmission(Sample sample) {
    if (recovery != null) {
      recovery.add(sample);
    }
    CharSequence id = sample.ticketId();
    if (id.isEmpty()) {
      withoutId++;
      return;
    }
    Answer answer = Answer.of(sample.responseCode());
    answers[answer.ordinal()]++;
    if (answer == Answer.ACCEPTED) {
      acceptedIds.add(id);
    }
  }

  @Override
  public void merge(LoadRecorder other) {
    merge(labels, other.labels);
    merge(transactions, other.transactions);
    for (int i = 0; i < answers.length; i++) {
      answers[i] += other.answers[i];
    }
    acceptedIds.merge(other.acceptedIds);
    series.merge(other.series);
    agents.merge(other.agents);
    troubles.merge(other.troubles);
    if (stability != null) {
      stability.merge(other.stability);
    }
    if (recovery != null) {
      recovery.merge(other.recovery);
    }
    withoutId += other.withoutId;
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
  }

  private void merge(Map<String, LabelRecorder> mine, Map<String, LabelRecorder> others) {
    others.forEach((label, recorder) -> recorder(mine, label).merge(recorder));
  }

  /** When the load began and when its last request was sent. */
  public LoadBounds bounds() {
    return new LoadBounds(firstMillis, lastMillis);
  }

  /** What grows; empty if the measured time has no two ends, or is too short to be cut. */
  public Optional<StabilityRecorder> stability() {
    return Optional.ofNullable(stability);
  }

  /** What was recorded. */
  public LoadAnalysis analysis() {
    List<PhaseStatistics> phases = new ArrayList<>();
    for (int i = 0; i < phaseEnds.length; i++) {
      int phase = i;
      phases.add(new PhaseStatistics(windows.phases().get(i), present(p -> p == phase)));
    }
    List<LabelStatistics> measured = present(p -> windows.phases().get(p).measured());
    List<AgentStatistics> byAgent = agents.statistics(series.lengthMillis(), series.beginnings());
    return new LoadAnalysis(
        statistics(p -> true),
        phases,
        measured,
        measured.stream()
            .filter(l -> Task.ofLabel(l.label()).isPresent())
            .mapToLong(LabelStatistics::count)
            .sum(),
        measured.stream()
            .filter(l -> Task.ofLabel(l.label()).isPresent())
            .mapToLong(l -> l.count() - l.errors())
            .sum(),
        new LoadAnalysis.Submissions(
            answers[Answer.ACCEPTED.ordinal()],
            answers[Answer.REFUSED.ordinal()],
            answers[Answer.UNKNOWN.ordinal()],
            withoutId,
            acceptedIds.value()),
        series.series(byAgent),
        Optional.ofNullable(recovery).map(RecoveryRecorder::recovery),
        troubles.troubles(),
        byAgent);
  }

  /** Labels with at least one sample in some phases. */
  private List<LabelStatistics> present(IntPredicate phases) {
    return statistics(phases).stream()
        .filter(l -> l.count() > 0 || l.label().equals(TOTAL))
        .toList();
  }

  private List<LabelStatistics> statistics(IntPredicate phases) {
    List<LabelStatistics> all = new ArrayList<>();
    List<LabelRecorder> counted = new ArrayList<>();
    for (Map.Entry<String, LabelRecorder> entry : new TreeMap<>(labels).entrySet()) {
      Kind kind = isSubResult(entry.getKey()) ? Kind.SUB_RESULT : Kind.SAMPLE;
      all.add(LabelRecorder.statistics(entry.getKey(), kind, List.of(entry.getValue()), phases));
      if (kind == Kind.SAMPLE) {
        counted.add(entry.getValue());
      }
    }
    for (Map.Entry<String, LabelRecorder> entry : new TreeMap<>(transactions).entrySet()) {
      all.add(
          LabelRecorder.statistics(
              entry.getKey(), Kind.TRANSACTION, List.of(entry.getValue()), phases));
    }
    // where a controller has one row for all, its parts have none
    Collection<LabelRecorder> total = counted.isEmpty() ? transactions.values() : counted;
    all.add(LabelRecorder.statistics(TOTAL, Kind.SAMPLE, List.copyOf(total), phases));
    return all;
  }

  private boolean isSubResult(String label) {
    Matcher parts = SUB_RESULT.matcher(label);
    return parts.matches() && labels.containsKey(parts.group(1));
  }
}
