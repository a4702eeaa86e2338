package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks {@code docker stats} for containers: {@code cpu.NAME}, the share of the cores that it may
 * use, {@code memory.NAME}, the share of the memory that it may use, and {@code memory_bytes.NAME}.
 *
 * <p>The cores are those of its limit (nano CPUs, or quota ÷ period), else all of the daemon's;
 * they are asked for once. A container that does not run makes the whole attempt fail: nobody can
 * tell of it.
 */
final class DockerProbe implements Probe {
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** The engine itself measures for a second or two. */
  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal NANO = BigDecimal.ONE.movePointRight(9);
  private static final long DEFAULT_CPU_PERIOD = 100_000;

  private final Program docker;
  private final List<String> containers;
  private Map<String, BigDecimal> cores;

  /** A probe of named containers. */
  DockerProbe(Program docker, List<String> containers) {
    this.docker = docker;
    this.containers = List.copyOf(containers);
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public Duration interval(Duration period) {
    return period.compareTo(SHORTEST_PERIOD) > 0 ? period : SHORTEST_PERIOD;
  }

  @Override
  public Map<String, Double> read() throws TargetException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    if (cores == null) {
      cores = cores(end);
    }
    String[] stats = {"stats", "--no-stream", "--format", "{{json .}}"};
    Map<String, JsonNode> found = new HashMap<>();
    for (String line : lines(end, stats, containers)) {
      try {
        JsonNode one = JSON.readTree(line);
        found.put(one.path("Name").asText(), one);
        // as it was asked for: a name, or a part of an id
        found.put(one.path("Container").asText(), one);
      } catch (JsonProcessingException e) {
        throw new TargetException("docker stats: found a line that is no JSON");
      }
    }
    Map<String, Double> readings = new LinkedHashMap<>();
    for (String container : containers) {
      JsonNode one = found.get(container);
      if (one == null || one.path("CPUPerc").asText().equals("--")) {
        throw new TargetException("docker stats: container " + container + " does not run");
      }
      readings.put(
          "cpu." + container,
          Quantity.share(percent(one, "CPUPerc").movePointLeft(2), cores.get(container)));
      readings.put("memory." + container, percent(one, "MemPerc").movePointLeft(2).doubleValue());
      String used = one.path("MemUsage").asText().replaceFirst("\\s*/.*", "");
      readings.put("memory_bytes." + container, Quantity.ofDocker(used).doubleValue());
    }
    return readings;
  }

  private static BigDecimal percent(JsonNode one, String key) throws TargetException {
    String text = one.path(key).asText();
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?%")) {
      throw new TargetException("docker stats: found no percentage in " + key);
    }
    return new BigDecimal(text.substring(0, text.length() - 1));
  }

  private Map<String, BigDecimal> cores(long end) throws TargetException, InterruptedException {
    String[] inspect = {
      "inspect",
      "--type",
      "container",
      "--format",
      "{{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}} {{.HostConfig.CpuPeriod}}"
    };
    List<String> limits = lines(end, inspect, containers);
    if (limits.size() != containers.size()) {
      throw new TargetException(
          "docker inspect: found "
              + limits.size()
              + " lines, needed is one for each of "
              + containers.size()
              + " containers");
    }
    Map<String, BigDecimal> found = new HashMap<>();
    BigDecimal all = null;
    for (int i = 0; i < limits.size(); i++) {
      if (!limits.get(i).matches("\\d{1,18} -?\\d{1,18} \\d{1,18}")) {
        throw new TargetException("docker inspect: found no limits of " + containers.get(i));
      }
      String[] numbers = limits.get(i).split(" ");
      BigDecimal nano = new BigDecimal(numbers[0]);
      BigDecimal quota = new BigDecimal(numbers[1]);
      BigDecimal period = new BigDecimal(numbers[2]);
      if (nano.signum() > 0) {
        found.put(containers.get(i), nano.divide(NANO));
      } else if (quota.signum() > 0) {
        BigDecimal of = period.signum() > 0 ? period : BigDecimal.valueOf(DEFAULT_CPU_PERIOD);
        found.put(containers.get(i), BigDecimal.valueOf(Quantity.share(quota, of)));
      } else {
        all = all == null ? allCores(end) : all;
        found.put(containers.get(i), all);
      }
    }
    return found;
  }

  private BigDecimal allCores(long end) throws TargetException, InterruptedException {
    String[] info = {"info", "--format", "{{.NCPU}}"};
    List<String> lines = lines(end, info, List.of());
    if (lines.size() != 1 || !lines.get(0).matches("[1-9]\\d{0,5}")) {
      throw new TargetException("docker info: found no number of cores");
    }
    return new BigDecimal(lines.get(0));
  }

  private List<String> lines(long end, String[] command, List<String> names)
      throws TargetException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(names);
    Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    return docker
        .run(left, arguments)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
