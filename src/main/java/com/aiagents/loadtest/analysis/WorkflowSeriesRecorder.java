package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.Percentile;

/** Records the complete workflow over time; used by one thread. */
final class WorkflowSeriesRecorder {
  private final Stretches<Followed> stretches = new Stretches<>(Followed::new);

  /** Takes a ticket that was not completed before it was sent. */
  void add(WorkflowSample row, boolean completed) {
    stretches.at(row.sentMillis()).add(row, completed);
  }

  /** Takes all that another one took. */
  void merge(WorkflowSeriesRecorder other) {
    stretches.merge(other.stretches);
  }

  WorkflowSeries series() {
    return new WorkflowSeries(
        stretches.lengthMillis(),
        stretches.inOrder().stream()
            .map(stretch -> stretch.point(stretches.fromMillis(stretch)))
            .toList());
  }

  /** What became of the tickets that were sent in a stretch. */
  private static final class Followed extends Stretches.Stretch<Followed> {
    private final TimeCells completed = new TimeCells();
    private long unfinished;
    private long split;
    private long accepted;
    private long queue;
    private long processing;

    Followed(long number) {
      super(number);
    }

    void add(WorkflowSample row, boolean done) {
      if (!done) {
        unfinished++;
        return;
      }
      completed.add(row.elapsedMillis());
      if (row.queueMillis().isPresent() && row.processingMillis().isPresent()) {
        split++;
        accepted += row.acceptedMillis();
        queue += row.queueMillis().getAsLong();
        processing += row.processingMillis().getAsLong();
      }
    }

    @Override
    void merge(Followed other) {
      completed.merge(other.completed);
      unfinished += other.unfinished;
      split += other.split;
      accepted += other.accepted;
      queue += other.queue;
      processing += other.processing;
    }

    WorkflowSeries.Point point(long fromMillis) {
      return new WorkflowSeries.Point(
          fromMillis,
          completed.count() + unfinished,
          unfinished,
          percentile(Percentile.P50),
          percentile(Percentile.P95),
          mean(accepted),
          mean(queue),
          mean(processing));
    }

    private double percentile(Percentile percentile) {
      long value = completed.atRank(percentile.rank(completed.count() + unfinished));
      return value < 0 ? Double.POSITIVE_INFINITY : value;
    }

    private double mean(long sum) {
      return split == 0 ? Double.NaN : (double) sum / split;
    }
  }
}
