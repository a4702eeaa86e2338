package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.Target;
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
import java.util.Optional;
import java.util.Set;

/**
 * Asks {@code kubectl top} for pods: {@code cpu.POD} and {@code memory.POD}, the shares of the
 * pod's limits, absent where one of its containers has none, {@code cpu_cores.POD} and {@code
 * memory_bytes.POD}.
 *
 * <p>Limits are asked for when a pod turns up that was not known, at most every 15 s.
 */
final class KubectlProbe implements Probe {
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** The metrics server measures every 15 s. */
  private static final Duration PERIOD = Duration.ofSeconds(4);

  private static final Duration BETWEEN_LIMITS = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a pod may use.
   *
   * @param cpu cores; empty if a container has no limit, as the next
   * @param memory bytes
   */
  private record Limits(Optional<BigDecimal> cpu, Optional<BigDecimal> memory) {}

  private final Program kubectl;
  private final Target.Pods pods;
  private Map<String, Limits> limits = Map.of();
  private boolean asked;
  private long askedNanos;
  private TargetException trouble;

  /** A probe of the pods that a selector finds. */
  KubectlProbe(Program kubectl, Target.Pods pods) {
    this.kubectl = kubectl;
    this.pods = pods;
  }

  @Override
  public String name() {
    return "kubectl";
  }

  @Override
  public Duration interval(Duration period) {
    return PERIOD;
  }

  @Override
  public Map<String, Double> read() throws TargetException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Map<String, BigDecimal[]> used = new LinkedHashMap<>();
    String[] top = {"top", "pods", "--no-headers"};
    for (String line : run(end, top).lines().filter(s -> !s.isBlank()).toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length != 3 || !words[0].matches("[a-z0-9][a-z0-9.-]{0,252}")) {
        throw new TargetException("kubectl top: found a line that is no pod with CPU and memory");
      }
      used.put(
          words[0],
          new BigDecimal[] {Quantity.ofKubernetes(words[1]), Quantity.ofKubernetes(words[2])});
    }
    if (used.isEmpty()) {
      throw new TargetException(
          "kubectl top: no pod matches " + pods.selector() + " in namespace " + pods.namespace());
    }
    askForLimits(used.keySet(), end);
    Map<String, Double> readings = new LinkedHashMap<>();
    used.forEach(
        (pod, amounts) -> {
          Optional<Limits> most = Optional.ofNullable(limits.get(pod));
          most.flatMap(Limits::cpu)
              .ifPresent(c -> readings.put("cpu." + pod, Quantity.share(amounts[0], c)));
          most.flatMap(Limits::memory)
              .ifPresent(m -> readings.put("memory." + pod, Quantity.share(amounts[1], m)));
          readings.put("cpu_cores." + pod, amounts[0].doubleValue());
          readings.put("memory_bytes." + pod, amounts[1].doubleValue());
        });
    return readings;
  }

  /** Fails until they are known: without them a pod would look as if it had none. */
  private void askForLimits(Set<String> seen, long end)
      throws TargetException, InterruptedException {
    if (limits.keySet().containsAll(seen)) {
      trouble = null;
    } else if (mayAsk()) {
      asked = true;
      askedNanos = System.nanoTime();
      try {
        limits = limits(end);
        trouble = null;
      } catch (TargetException e) {
        trouble = e;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private boolean mayAsk() {
    return !asked || System.nanoTime() - askedNanos >= BETWEEN_LIMITS.toNanos();
  }

  private String run(long end, String... command) throws TargetException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("-n", pods.namespace(), "-l", pods.selector()));
    return kubectl.run(Duration.ofNanos(Math.max(1, end - System.nanoTime())), arguments);
  }

  private Map<String, Limits> limits(long end) throws TargetException, InterruptedException {
    Map<String, Limits> found = new HashMap<>();
    try {
      for (JsonNode pod : JSON.readTree(run(end, "get", "pods", "-o", "json")).path("items")) {
        List<JsonNode> running = new ArrayList<>();
        pod.path("spec").path("containers").forEach(running::add);
        for (JsonNode init : pod.path("spec").path("initContainers")) {
          // a side car: it goes on beside the others
          if (init.path("restartPolicy").asText().equals("Always")) {
            running.add(init);
          }
        }
        found.put(
            pod.path("metadata").path("name").asText(),
            new Limits(sum(running, "cpu"), sum(running, "memory")));
      }
    } catch (JsonProcessingException e) {
      throw new TargetException("kubectl get: found no JSON");
    }
    return found;
  }

  private static Optional<BigDecimal> sum(List<JsonNode> containers, String what)
      throws TargetException {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode container : containers) {
      JsonNode limit = container.path("resources").path("limits").path(what);
      if (!limit.isValueNode()) {
        return Optional.empty();
      }
      sum = sum.add(Quantity.ofKubernetes(limit.asText()));
    }
    return sum.signum() > 0 ? Optional.of(sum) : Optional.empty();
  }
}
