package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.unit.Percentile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Records the load over time; used by one thread. */
final class SeriesRecorder {
  private final Stretches<Sent> stretches = new Stretches<>(Sent::new);

  /**
   * Takes a sample.
   *
   * @param alone whether its users are all that there are: those of an agent are recorded with it
   */
  void add(Sample sample, boolean alone) {
    long start = sample.startMillis();
    long elapsed = sample.elapsedMillis();
    stretches.at(start).sent(elapsed, sample.success());
    int users = sample.allThreads();
    if (users > 0) {
      Sent last = stretches.at(start + elapsed);
      if (alone) {
        last.ended(users);
      }
    }
  }

  /** Takes all that another one took. */
  void merge(SeriesRecorder other) {
    stretches.merge(other.stretches);
  }

  /** The length of each stretch. */
  long lengthMillis() {
    return stretches.lengthMillis();
  }

  /** When the stretches begin, epoch ms, in the order of time. */
  List<Long> beginnings() {
    return stretches.inOrder().stream().map(stretches::fromMillis).toList();
  }

  /**
   * The load over time.
   *
   * @param agents whose users are added up
   */
  LoadSeries series(List<AgentStatistics> agents) {
    List<LoadSeries.Point> points = new ArrayList<>();
    for (Sent stretch : stretches.inOrder()) {
      points.add(stretch.point(stretches.fromMillis(stretch)));
    }
    for (AgentStatistics agent : agents) {
      Iterator<UserSeries.Point> users = agent.users().points().iterator();
      UserSeries.Point next = users.hasNext() ? users.next() : null;
      for (int i = 0; next != null; i++) {
        if (points.get(i).fromMillis() == next.fromMillis()) {
          points.set(i, points.get(i).plus(next));
          next = users.hasNext() ? users.next() : null;
        }
      }
    }
    return new LoadSeries(stretches.lengthMillis(), points);
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
