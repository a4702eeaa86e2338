package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what is looked at. */
public final class Doctor {
  private static final int TARGET_PORT = 8000;
  private static final int PAGE_PORT = 8089;

  private Doctor() {}

  /**
   * Everything there is to look at.
   *
   * @param environment with the secrets, the URLs and the PATH
   * @param probe whether one signed webhook may be sent
   */
  public static Examination examination(
      Project project, Map<String, String> environment, Asked asked, boolean probe) {
    List<Check> checks = new ArrayList<>(ofThisMachine(project, environment, asked.target()));
    checks.add(new TargetCheck(asked));
    checks.add(new SecretCheck(environment));
    if (asked.target().isPresent()) {
      checks.addAll(ofTarget(asked, asked.target().get(), environment, probe));
    } else {
      EnumSet.range(Subject.TARGET, Subject.LOG).stream()
          .filter(subject -> subject != Subject.TARGET && subject != Subject.SECRET)
          .forEach(subject -> checks.add(new NoTarget(subject)));
    }
    return new Examination(checks, Examination.EACH, Examination.ALL);
  }

  private static List<Check> ofThisMachine(
      Project project, Map<String, String> environment, Optional<Target> target) {
    return List.of(
        new JavaCheck(Runtime.version()),
        new MavenCheck(environment),
        new DiskCheck(project),
        new TicketsCheck(project.tickets()),
        new PlansCheck(project),
        new PluginsCheck(project),
        new PortCheck(Subject.TARGET_PORT, TARGET_PORT, "scripts/load-test target", target),
        new PortCheck(Subject.PAGE_PORT, PAGE_PORT, "the live page", target));
  }

  private static List<Check> ofTarget(
      Asked asked, Target target, Map<String, String> environment, boolean probe) {
    return List.of(
        new HostCheck(target),
        new TlsCheck(target),
        new HealthCheck(target),
        new MetricsCheck(target),
        new SignatureCheck(asked, target, Secret.of(environment), probe),
        new TenantCheck(asked, target, environment),
        new DatabaseCheck(asked, target),
        new RedisCheck(asked, target),
        new LogCheck(asked, target, environment));
  }

  /** Stands for what cannot be asked without a target. */
  private record NoTarget(Subject subject) implements Check {
    @Override
    public List<Subject> needs() {
      return List.of(Subject.TARGET);
    }

    @Override
    public String asked() {
      throw new IllegalStateException("without a target nothing is asked");
    }

    @Override
    public String mend() {
      return asked();
    }

    @Override
    public Finding ask() {
      throw new IllegalStateException("without a target nothing is asked");
    }
  }
}
