package com.aiagents.loadtest.functions;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;
import org.apache.jmeter.threads.JMeterContext;
import org.apache.jmeter.threads.JMeterContextService;
import org.apache.jmeter.threads.JMeterVariables;
import org.apache.jmeter.util.JMeterUtils;

/**
 * {@code ${__nextTask(submit=10 history=3)}}: the name of the task that a user does next, drawn by
 * weight.
 *
 * <p>Clears what the last task left in {@code ticket_id} and {@code job_id}: JMeter's variables
 * outlive their sample, and an unset one is written to the JTL as the text {@code null}. A user
 * leaves here once the property {@code stop} is set. A weight is a whole number from 0 on; a test
 * whose weights are none, or all 0, stops.
 */
public final class NextTask extends PlanFunction {
  /** A function that JMeter makes. */
  public NextTask() {
    super("__nextTask", "tasks and their weights: submit=10 history=3");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    JMeterContext context = JMeterContextService.getContext();
    JMeterVariables variables = context.getVariables();
    variables.put("ticket_id", "");
    variables.put("job_id", "");
    if (JMeterUtils.getProperty("stop") != null) {
      context.getThread().stop();
    }
    return drawn(parameter(0));
  }

  /** Without a list of words: this is done before each request. */
  private static String drawn(String weights) {
    int total = 0;
    for (int from = 0; from < weights.length(); from = wordEnd(weights, from) + 1) {
      total += weight(weights, from);
    }
    if (total <= 0) {
      throw stop("task mix: found '" + weights + "', needed is a weight above 0");
    }
    int left = ThreadLocalRandom.current().nextInt(total);
    int from = 0;
    while ((left -= weight(weights, from)) >= 0) {
      from = wordEnd(weights, from) + 1;
    }
    return weights.substring(from, weights.indexOf('=', from));
  }

  private static int weight(String weights, int from) {
    int end = wordEnd(weights, from);
    int equals = weights.indexOf('=', from);
    try {
      return Integer.parseUnsignedInt(weights, equals + 1, end, 10);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw stop(
          "task mix: found '"
              + weights.substring(from, end)
              + "', allowed is a task, = and a whole number from 0 on");
    }
  }

  private static int wordEnd(String words, int from) {
    int end = words.indexOf(' ', from);
    return end < 0 ? words.length() : end;
  }
}
