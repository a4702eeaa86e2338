package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.plan.Plan;
import com.aiagents.loadtest.plan.PlanFolder;
import com.aiagents.loadtest.run.Project;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether {@code jmx/} holds what the builder writes. */
record PlansCheck(Project project) implements Check {
  @Override
  public Subject subject() {
    return Subject.PLANS;
  }

  @Override
  public String asked() {
    return "the builder of " + project.plans();
  }

  @Override
  public String mend() {
    return "scripts/load-test plan";
  }

  @Override
  public Finding ask() throws IOException {
    List<Plan> stale = new PlanFolder(project.plans()).stale();
    if (stale.isEmpty()) {
      return new Finding.Ok("jmx/ is what the builder writes");
    }
    String names = stale.stream().map(Plan::fileName).collect(Collectors.joining(", "));
    return new Finding.Problem(Cause.CONFIGURATION, "stale or missing in jmx/: " + names, mend());
  }
}
