package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.UserSeries.Point;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.Percentile;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what one agent of a distributed run sent, in any order; used by one thread.
 *
 * <p>A sample tells the users of its own agent only, and an agent may have none for seconds. So its
 * users stay as many as they were, until its last sample: then it is gone.
 */
final class AgentRecorder {
  private final Stretches<Active> stretches = new Stretches<>(Active::new);
  private final TimeCells times = new TimeCells();
  private long millis;
  private long errors;
  private long inWindow;
  private long tickets;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /**
   * Takes a sample.
   *
   * @param task whose sample it is; null for any other
   * @param measured whether it was sent inside the measurement window
   */
  void add(Sample sample, Task task, boolean measured) {
    long start = sample.startMillis();
    long elapsed = sample.elapsedMillis();
    times.add(elapsed);
    millis += elapsed;
    errors += sample.success() ? 0 : 1;
    inWindow += measured && task != null ? 1 : 0;
    tickets += task == Task.SUBMIT && !sample.ticketId().isEmpty() ? 1 : 0;
    firstMillis = Math.min(firstMillis, start);
    lastMillis = Math.max(lastMillis, start + elapsed);
    int users = sample.allThreads();
    if (users > 0) {
      stretches.at(start + elapsed).ended(start + elapsed, users);
    }
  }

  /** Takes all that another one took. */
  void merge(AgentRecorder other) {
    stretches.merge(other.stretches);
    times.merge(other.times);
    millis += other.millis;
    errors += other.errors;
    inWindow += other.inWindow;
    tickets += other.tickets;
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
  }

  /**
   * What was recorded.
   *
   * @param lengthMillis of the stretches of all agents together, at least as long as its own
   * @param beginnings of those stretches, epoch ms, in the order of time
   */
  AgentStatistics statistics(String agent, long lengthMillis, List<Long> beginnings) {
    return new AgentStatistics(
        agent,
        times.count(),
        errors,
        times.count() == 0 ? Double.NaN : (double) millis / times.count(),
        times.percentile(Percentile.P50),
        times.percentile(Percentile.P95),
        firstMillis,
        lastMillis,
        inWindow,
        tickets,
        new UserSeries(lengthMillis, users(lengthMillis, beginnings)));
  }

  private List<Point> users(long lengthMillis, List<Long> beginnings) {
    stretches.widenTo(lengthMillis);
    List<Active> own = stretches.inOrder();
    List<Point> points = new ArrayList<>();
    int passed = 0;
    for (long from : beginnings) {
      if (passed == own.size()) {
        break;
      }
      Active next = own.get(passed);
      if (stretches.fromMillis(next) == from) {
        points.add(new Point(from, (double) next.users / next.ended, next.mostUsers));
        passed++;
      } else if (passed > 0) {
        int stayed = own.get(passed - 1).lastUsers;
        points.add(new Point(from, stayed, stayed));
      }
    }
    return points;
  }

  /** Who was there when something ended in a stretch. */
  private static final class Active extends Stretches.Stretch<Active> {
    private int ended;
    private long users;
    private int mostUsers;
    private long lastMillis = Long.MIN_VALUE;
    private int lastUsers;

    Active(long number) {
      super(number);
    }

    void ended(long millis, int active) {
      ended++;
      users += active;
      mostUsers = Math.max(mostUsers, active);
      last(millis, active);
    }

    /** Of two that ended at once the order in the file must not decide. */
    private void last(long millis, int active) {
      if (millis > lastMillis || millis == lastMillis && active > lastUsers) {
        lastMillis = millis;
        lastUsers = active;
      }
    }

    @Override
    void merge(Active other) {
      ended += other.ended;
      users += other.users;
      mostUsers = Math.max(mostUsers, other.mostUsers);
      last(other.lastMillis, other.lastUsers);
    }
  }
}
