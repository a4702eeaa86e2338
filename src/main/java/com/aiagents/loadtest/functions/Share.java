package com.aiagents.loadtest.functions;

import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__share(100)}}: how many of so many users are this JMeter's.
 *
 * <p>In a distributed run every server runs the whole plan, so each one takes its part: by the
 * properties {@code agents} (how many there are) and {@code agent} (which one this is, from 1 on),
 * both 1 if not set. What cannot be divided goes to the first ones: 100 among three are 34, 33 and
 * 33. A text that is no number stays as it is, for JMeter to complain about.
 */
public final class Share extends PlanFunction {
  /** A function that JMeter makes. */
  public Share() {
    super("__share", "users of the whole load");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    String users = parameter(0);
    int agents = property("agents");
    if (agents == 1) {
      return users;
    }
    try {
      int all = Integer.parseInt(users);
      return Integer.toString(all / agents + (property("agent") <= all % agents ? 1 : 0));
    } catch (NumberFormatException e) {
      return users;
    }
  }
}
