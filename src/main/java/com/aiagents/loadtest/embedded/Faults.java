package com.aiagents.loadtest.embedded;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that an embedded target was asked to have.
 *
 * <p>Shares of tickets are quotas, see {@link Quota}. Times count from the second webhook that the
 * target received, because the first one may be the launcher's signature probe. Immutable.
 */
public final class Faults {
  private static final Duration STALL_BEGINS = Duration.ofSeconds(15);
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);
  private static final BigDecimal PER_MILLION_IN_PERCENT = BigDecimal.valueOf(10_000);

  private final List<String> words;
  private final Map<Fault, BigDecimal> values;

  private Faults(List<String> words, Map<Fault, BigDecimal> values) {
    this.words = List.copyOf(words);
    this.values = values;
  }

  /**
   * Reads faults as the user types them: {@code lose=0.5%}, {@code stall-at=30s}, {@code leak}.
   *
   * @throws IllegalArgumentException in one line, naming for every problem what was found and what
   *     is allowed
   */
  public static Faults parse(List<String> words) {
    Map<Fault, BigDecimal> values = new EnumMap<>(Fault.class);
    List<String> problems = new ArrayList<>();
    Set<Fault> seen = EnumSet.noneOf(Fault.class);
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String where = "fault '" + printable(name) + "': ";
      Optional<Fault> fault = Fault.of(name);
      if (fault.isEmpty()) {
        problems.add(where + "unknown, allowed is " + Fault.names());
        continue;
      }
      if (!seen.add(fault.get())) {
        problems.add(where + "found twice, allowed is once");
        continue;
      }
      FaultValue form = fault.get().value();
      Optional<BigDecimal> value =
          equals < 0 ? form.withoutText() : form.read(word.substring(equals + 1));
      if (value.isPresent()) {
        values.put(fault.get(), value.get());
      } else {
        String found = equals < 0 ? "no value" : "'" + printable(word.substring(equals + 1)) + "'";
        problems.add(where + "found " + found + ", allowed is " + fault.get().allowed());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Faults(words, values);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** As options for the command line of {@link EmbeddedTarget}. */
  public List<String> options() {
    List<String> options = new ArrayList<>();
    for (String word : words) {
      options.add("--fault");
      options.add(word);
    }
    return options;
  }

  /** As the user typed them. */
  @Override
  public String toString() {
    return String.join(" ", words);
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean has(Fault fault) {
    return values.containsKey(fault);
  }

  /** The quota of a fault that hits a share of the tickets. */
  Optional<Quota> quota(Fault fault, long seed) {
    return value(fault)
        .map(percent -> new Quota(percent.multiply(PER_MILLION_IN_PERCENT).intValueExact(), seed));
  }

  /** The whole number that a fault was given. */
  Optional<Integer> count(Fault fault) {
    return value(fault).map(BigDecimal::intValueExact);
  }

  /** The time that a fault was given. */
  Optional<Duration> time(Fault fault) {
    return value(fault)
        .map(seconds -> Duration.ofMillis(seconds.multiply(MILLIS).longValueExact()));
  }

  /** When the workers stop, after time zero. */
  Optional<Duration> stallBegins() {
    return time(Fault.STALL_AT)
        .or(() -> has(Fault.STALL_FOR) ? Optional.of(STALL_BEGINS) : Optional.empty());
  }

  /** By how much the LLM's time is multiplied from the start; 1 unless asked for. */
  double slowFactor() {
    return value(Fault.SLOW).map(BigDecimal::doubleValue).orElse(1.0);
  }

  /** The share of its time by which the LLM gets slower in a second; 0 unless asked for. */
  double growthPerSecond() {
    return value(Fault.DEGRADE).map(percent -> percent.doubleValue() / 100).orElse(0.0);
  }

  /** Memory that is leaked, in MiB a second. */
  Optional<Double> leakMebibytesPerSecond() {
    return value(Fault.LEAK).map(BigDecimal::doubleValue);
  }

  private Optional<BigDecimal> value(Fault fault) {
    return Optional.ofNullable(values.get(fault));
  }
}
