package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.LoadSeries.Point;
import com.aiagents.loadtest.analysis.PhaseStatistics;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.scenario.ThinkTime;
import com.aiagents.loadtest.unit.TimeWindow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code load.delivered}: were there as many users and requests as planned? What is outside is
 * INVALID: a load that was not delivered proves nothing.
 *
 * <p>Users are those that the samples tell ({@code allThreads}, those who think included). Their
 * mean over the plateau must lie within 10 % of the plan, the top must be reached, and as many as
 * planned must be left at the planned end; that is told by samples that ended in the longest think
 * time and 2 s before it, since a user who thinks sends nothing, or later, since a user may wait
 * for an answer. Requests must be at least planned user seconds ÷ (mean think time + mean elapsed
 * time) and at most ÷ mean think time, within 10 % and an allowance for chance (four standard
 * deviations of their number) and half a request for each user who starts in the window or less
 * than three think times before it, and so is not yet as likely to send at one time as at another
 * (the renewal function differs from t ÷ mean by no more; Feller II, XI.3). Of a distributed run
 * each agent must have had its share: {@link AgentsDelivered}.
 */
final class LoadDelivered {
  private static final int PERCENT = 10;
  static final double TOLERANCE = PERCENT / 100.0;

  /** So many think times after its start a user may send at any time. */
  private static final int THINK_TIMES = 3;

  private static final long END_MILLIS = 2_000;

  private LoadDelivered() {}

  static Criterion judge(Evidence evidence) {
    String allowed =
        evidence
            .planned()
            .map(p -> text(p.top() * (100 - PERCENT)) + " to " + text(p.top() * (100 + PERCENT)))
            .orElse("within 10 %");
    Draft draft = new Draft("load.delivered", "Mean users on the plateau", "users", allowed, null);
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, 0, evidence.doubt().get());
    }
    if (evidence.planned().isEmpty()) {
      return draft.unjudged(
          Outcome.INVALID, 0, "samples alone do not say what was planned: judge the run folder");
    }
    PlannedLoad plan = evidence.planned().get();
    LoadAnalysis load = evidence.load();
    List<Point> plateau = plateau(plan, load.series());
    if (plateau.isEmpty()) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          plan.plateaus().isEmpty()
              ? "the planned profile has no plateau"
              : "no sample of the plateau tells how many users there were (allThreads)");
    }
    double mean = plateau.stream().mapToDouble(Point::users).average().orElseThrow();
    Optional<String> wrong =
        AgentsDelivered.wrong(evidence, plan)
            .or(() -> users(plan, plateau, mean))
            .or(() -> missingAtEnd(plan, load))
            .or(() -> requests(plan, load.windowSamples(), load));
    return draft.judged(
        wrong.isPresent() ? Outcome.INVALID : Outcome.PASS,
        mean,
        plateau.size(),
        wrong.orElseGet(
            () -> {
              String requests =
                  expected(plan, load).isPresent()
                      ? String.format(
                          Locale.ROOT,
                          "; %d requests in the window, to be expected were %.0f",
                          load.windowSamples(),
                          expected(plan, load).getAsDouble())
                      : "";
              int agents = evidence.agents().size();
              return String.format(
                      Locale.ROOT, "%.1f users on the plateau, planned %d", mean, plan.top())
                  + requests
                  + (agents > 0 ? "; " + agents + " agents, each had its share" : "");
            }));
  }

  /** The plateaus second by second, as far as samples tell of users. */
  static List<Point> plateau(PlannedLoad plan, LoadSeries series) {
    return plan.plateaus().stream()
        .flatMap(window -> series.within(window).stream())
        .filter(point -> point.mostUsers() > 0)
        .toList();
  }

  private static Optional<String> users(PlannedLoad plan, List<Point> plateau, double mean) {
    if (Math.abs(mean - plan.top()) > TOLERANCE * plan.top()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%.1f users on the plateau on average, planned were %d: more than 10 %% off",
              mean,
              plan.top()));
    }
    int most = plateau.stream().mapToInt(Point::mostUsers).max().orElseThrow();
    return most >= plan.top()
        ? Optional.empty()
        : Optional.of(
            "never more than " + most + " users, planned were " + plan.top() + " at the top");
  }

  /** From when on a user who is there at the planned end sends something, epoch ms. */
  static long endFrom(PlannedLoad plan, LoadAnalysis load) {
    long thinking = plan.thinkTime().map(t -> t.longest().toMillis()).orElse(0L);
    return plan.endMillis() - Math.max(thinking, load.series().lengthMillis()) - END_MILLIS;
  }

  private static Optional<String> missingAtEnd(PlannedLoad plan, LoadAnalysis load) {
    long from = endFrom(plan, load);
    int users =
        load.series().within(new TimeWindow(from, Long.MAX_VALUE)).stream()
            .mapToInt(Point::mostUsers)
            .max()
            .orElse(0);
    return users >= plan.usersAtEnd()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d users in the last %.1f s before the planned end, planned were %d",
                users,
                (plan.endMillis() - from) / 1000.0,
                plan.usersAtEnd()));
  }

  /**
   * Whether too few or too many requests were sent in the measurement window.
   *
   * @param plan of all users, or of those of one agent
   * @param sent how many they sent
   */
  static Optional<String> requests(PlannedLoad plan, long sent, LoadAnalysis load) {
    OptionalDouble expected = expected(plan, load);
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    ThinkTime think = plan.thinkTime().orElseThrow();
    double mean = (think.shortest().toMillis() + think.longest().toMillis()) / 2.0;
    double width = think.longest().toMillis() - think.shortest().toMillis();
    // a uniform time has the standard deviation width ÷ √12; a count of renewals √n times the ratio
    double chance = 4 * width / Math.sqrt(12) / mean * Math.sqrt(expected.getAsDouble());
    TimeWindow window = measured(load);
    double fresh =
        plan.starting(
            new TimeWindow(
                window.fromMillis() - THINK_TIMES * think.longest().toMillis(), window.toMillis()));
    double least = expected.getAsDouble() * (1 - TOLERANCE) - chance - fresh / 2;
    // an answer that came after the window counts with its whole time, so the mean may be too long
    // for what was sent in it; but nobody sends more than those whose answers take no time
    double fastest = plan.userSeconds(window) * 1000 / mean;
    double most = fastest * (1 + TOLERANCE) + chance + fresh / 2;
    return sent >= least && sent <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d requests in the measurement window, by users, think time and answers %.0f were"
                    + " to be expected, allowed are %.0f to %.0f",
                sent,
                expected.getAsDouble(),
                Math.max(0, least),
                most));
  }

  /** Requests to be expected in the window; empty if think time or answers are not known. */
  private static OptionalDouble expected(PlannedLoad plan, LoadAnalysis load) {
    double count = 0;
    double millis = 0;
    for (LabelStatistics label : load.measured()) {
      if (label.latency().count() > 0 && Task.ofLabel(label.label()).isPresent()) {
        count += label.count();
        millis += label.count() * label.latency().mean().getAsDouble();
      }
    }
    if (plan.thinkTime().isEmpty() || count == 0) {
      return OptionalDouble.empty();
    }
    ThinkTime think = plan.thinkTime().get();
    double cycle =
        (think.shortest().toMillis() + think.longest().toMillis()) / 2.0 + millis / count;
    return OptionalDouble.of(plan.userSeconds(measured(load)) * 1000 / cycle);
  }

  private static TimeWindow measured(LoadAnalysis load) {
    List<TimeWindow> windows =
        load.phases().stream()
            .map(PhaseStatistics::phase)
            .filter(phase -> phase.measured())
            .map(phase -> phase.window())
            .toList();
    return new TimeWindow(windows.get(0).fromMillis(), windows.get(windows.size() - 1).toMillis());
  }

  /** Hundredths of a user as users. */
  private static String text(int hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }
}
