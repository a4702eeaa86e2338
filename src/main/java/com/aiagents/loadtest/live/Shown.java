package com.aiagents.loadtest.live;

import com.aiagents.loadtest.scenario.Phase;
import java.util.List;

/**
 * What the page says of a run besides what is measured; holds no secret.
 *
 * @param run the run's folder name; empty before there is one
 * @param scenario its name; empty for a watch without load
 * @param target its name and URL
 * @param phases users over time as they are planned now; empty without a load
 */
public record Shown(String run, String scenario, String target, List<Phase> phases) {
  public Shown {
    phases = List.copyOf(phases);
  }

  /** The same with another plan. */
  Shown withPhases(List<Phase> phases) {
    return new Shown(run, scenario, target, phases);
  }
}
