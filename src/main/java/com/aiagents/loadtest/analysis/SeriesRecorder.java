package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.unit.Percentile;

/** Records the load over time; used by one thread. */
final class SeriesRecorder {
  private final Stretches<Sent> stretches = new Stretches<>(Sent::new);

  void add(Sample sample) {
    long start = sample.startMillis();
    long elapsed = sample.elapsedMillis();
    stretches.at(start).sent(elapsed, sample.success());
    int users = sample.allThreads();
    if (users > 0) {
      stretches.at(start + elapsed).ended(users);
    }
  }

  /** Takes all that another one took. */
  void merge(SeriesRecorder other) {
    stretches.merge(other.stretches);
  }

  LoadSeries series() {
    return new LoadSeries(
        stretches.lengthMillis(),
        stretches.inOrder().stream()
            .map(stretch -> stretch.point(stretches.fromMillis(stretch)))
            .toList());
  }

  /** What was sent in a stretch, and who was there when something ended in it. */
  private static final class Sent extends Stretches.Stretch<Sent> {
    private final TimeCells times = new TimeCells();
    private long errors;
    private long ended;
    private long users;
    private int mostUsers;

    Sent(long number) {
      super(number);
    }

    void sent(long elapsed, boolean success) {
      times.add(elapsed);
      errors += success ? 0 : 1;
    }

    void ended(int active) {
      ended++;
      users += active;
      mostUsers = Math.max(mostUsers, active);
    }

    @Override
    void merge(Sent other) {
      times.merge(other.times);
      errors += other.errors;
      ended += other.ended;
      users += other.users;
      mostUsers = Math.max(mostUsers, other.mostUsers);
    }

    LoadSeries.Point point(long fromMillis) {
      return new LoadSeries.Point(
          fromMillis,
          times.count(),
          errors,
          times.percentile(Percentile.P50),
          times.percentile(Percentile.P95),
          times.percentile(Percentile.P99),
          times.max(),
          ended == 0 ? Double.NaN : (double) users / ended,
          mostUsers);
    }
  }
}
