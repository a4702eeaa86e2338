package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.target.QueueGauge;
import com.aiagents.loadtest.target.Reach;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.net.URI;
import java.util.List;

/** Whether the queue can be watched. */
record RedisCheck(Asked asking, Target target) implements Check {
  @Override
  public Subject subject() {
    return Subject.REDIS;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.TARGET);
  }

  @Override
  public String asked() {
    return target.redis().map(RedisCheck::place).orElse("Redis");
  }

  @Override
  public String mend() {
    String place =
        target.redis().map(r -> r.getHost() + ":" + r.getPort()).orElse("localhost:6379");
    return asking.naming("AI_AGENTS_REDIS_URL", "redis://:PASSWORD@" + place + "/0", "redis.url");
  }

  @Override
  public String mendSilence() {
    return target.redis().map(RedisCheck::looking).orElse("");
  }

  @Override
  public Finding ask() throws TargetException {
    if (target.redisSource() == Source.DECLARED_NONE) {
      return new Finding.Aside("declared none: the criteria of the queue will be NOT_APPLICABLE");
    }
    if (target.redis().isEmpty()) {
      return new Finding.Warning("not named: the criteria of the queue will be INVALID", mend());
    }
    URI url = target.redis().get();
    try {
      Reach.of(place(url), url.getHost(), url.getPort(), Examination.EACH);
    } catch (TargetException e) {
      return new Finding.Problem(Cause.ENVIRONMENT, e.getMessage(), starting(url));
    }
    try (QueueGauge gauge = new QueueGauge(target, Examination.EACH.multipliedBy(2))) {
      String type = gauge.type();
      return switch (type) {
        case "list" ->
            new Finding.Ok("queue " + target.queue() + ": " + waiting(gauge.state().depth()));
        case "none" ->
            new Finding.Ok("queue " + target.queue() + ": no such key, as when nothing waits");
        default ->
            new Finding.Problem(
                Cause.CONFIGURATION,
                "queue " + target.queue() + ": found a " + type + ", allowed is a list",
                asking(url) + "--scan --pattern '*queue*'   # then redis.queue of a target file");
      };
    }
  }

  private static String waiting(long jobs) {
    return jobs + (jobs == 1 ? " job waits" : " jobs wait");
  }

  /** Without user and password. */
  private static String place(URI url) {
    return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
  }

  private static String starting(URI url) {
    return url.getHost().equals("localhost") || url.getHost().startsWith("127.")
        ? "kubectl port-forward -n ai-agents svc/redis "
            + url.getPort()
            + ":6379   # or: docker compose up -d"
        : looking(url);
  }

  private static String looking(URI url) {
    return asking(url) + "ping   # a wrong name, a firewall, no VPN?";
  }

  private static String asking(URI url) {
    return "redis-cli -h " + url.getHost() + " -p " + url.getPort() + " ";
  }
}
