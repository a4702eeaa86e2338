package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as Kubernetes and Docker write them, read exactly. */
final class Quantity {
  /** Of Kubernetes: {@code 250m}, {@code 1.5}, {@code 64Mi}, {@code 2e3}; {@code E} is exa. */
  private static final Pattern KUBERNETES =
      Pattern.compile(
          "([+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30}))([eE][+-]?\\d{1,2}|[a-zA-Z]*)");

  /** Of Docker: {@code 72.1MiB}, {@code 1.5GB}, {@code 0B}. */
  private static final Pattern DOCKER =
      Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?)([kKMGTP]?i?)B");

  private static final int THOUSAND = 1_000;
  private static final int BINARY = 1_024;
  private static final String POWERS = "kMGTPE";
  private static final Map<String, BigDecimal> SMALL =
      Map.of(
          "", BigDecimal.ONE,
          "m", BigDecimal.ONE.movePointLeft(3),
          "u", BigDecimal.ONE.movePointLeft(6),
          "n", BigDecimal.ONE.movePointLeft(9));

  private Quantity() {}

  /**
   * Reads a quantity of Kubernetes.
   *
   * @throws TargetException if it is none
   */
  static BigDecimal ofKubernetes(String text) throws TargetException {
    Matcher m = KUBERNETES.matcher(text);
    if (m.matches()) {
      BigDecimal number = new BigDecimal(m.group(1));
      String suffix = m.group(2);
      if (suffix.matches("[eE][+-]?\\d+")) {
        return number.scaleByPowerOfTen(
            Integer.parseInt(suffix.substring(1).replaceFirst("^\\+", "")));
      }
      if (SMALL.containsKey(suffix)) {
        return number.multiply(SMALL.get(suffix));
      }
      // Ki is written large, k small
      BigDecimal unit = suffix.equals("Ki") ? BigDecimal.valueOf(BINARY) : unit(suffix);
      if (unit != null && !suffix.equals("ki")) {
        return number.multiply(unit);
      }
    }
    throw new TargetException("found no quantity: '" + text + "'");
  }

  /**
   * Reads an amount of bytes of Docker.
   *
   * @throws TargetException if it is none
   */
  static BigDecimal ofDocker(String text) throws TargetException {
    Matcher m = DOCKER.matcher(text);
    if (m.matches()) {
      String suffix = m.group(2).replace('K', 'k');
      BigDecimal unit = suffix.isEmpty() ? BigDecimal.ONE : unit(suffix);
      if (unit != null) {
        return new BigDecimal(m.group(1)).multiply(unit);
      }
    }
    throw new TargetException("found no amount of bytes: '" + text + "'");
  }

  /** What k, M, Mi … stand for; null for anything else. */
  private static BigDecimal unit(String suffix) {
    boolean binary = suffix.length() == 2 && suffix.endsWith("i");
    int power = suffix.isEmpty() ? -1 : POWERS.indexOf(suffix.charAt(0));
    if (power < 0 || suffix.length() > (binary ? 2 : 1)) {
      return null;
    }
    return BigDecimal.valueOf(binary ? BINARY : THOUSAND).pow(power + 1);
  }

  /** A part of a whole that is more than 0, as the nearest double. */
  static double share(BigDecimal part, BigDecimal whole) {
    return part.divide(whole, MathContext.DECIMAL128).doubleValue();
  }
}
