package com.aiagents.loadtest.functions;

import java.util.Collection;
import java.util.List;
import org.apache.jmeter.engine.util.CompoundVariable;
import org.apache.jmeter.functions.AbstractFunction;
import org.apache.jmeter.functions.InvalidVariableException;
import org.apache.jmeter.threads.JMeterContext;
import org.apache.jmeter.threads.JMeterContextService;
import org.apache.jmeter.util.JMeterUtils;
import org.apache.jorphan.util.JMeterError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function with a fixed number of parameters. One instance serves all users: what a function
 * remembers is its parameters, and they do not change once the test runs.
 */
abstract class PlanFunction extends AbstractFunction {
  private static final Logger LOG = LoggerFactory.getLogger(PlanFunction.class);

  private final String name;
  private final List<String> descriptions;
  private CompoundVariable[] parameters = {};

  PlanFunction(String name, String... descriptions) {
    this.name = name;
    this.descriptions = List.of(descriptions);
  }

  @Override
  public final String getReferenceKey() {
    return name;
  }

  @Override
  public final List<String> getArgumentDesc() {
    return descriptions;
  }

  @Override
  public final void setParameters(Collection<CompoundVariable> parameters)
      throws InvalidVariableException {
    checkParameterCount(parameters, descriptions.size());
    this.parameters = parameters.toArray(CompoundVariable[]::new);
  }

  /** The value that a parameter has now, without spaces around it. */
  final String parameter(int index) {
    return wholeParameter(index).trim();
  }

  /** The value that a parameter has now. */
  final String wholeParameter(int index) {
    return parameters[index].execute();
  }

  /** A JMeter property that is a whole number from 1 on; 1 if it is not set. */
  static int property(String name) {
    String value = JMeterUtils.getPropDefault(name, "1");
    try {
      return Math.max(1, Integer.parseInt(value.trim()));
    } catch (NumberFormatException e) {
      throw stop(name + ": found '" + value + "', allowed is a whole number from 1 on");
    }
  }

  /**
   * Stops the test at once, since what the plan asks for cannot be had. By itself JMeter would log
   * an exception and send the request all the same; an Error ends the user before it sends.
   */
  static JMeterError stop(String why) {
    LOG.error("The test stops: {}", why);
    JMeterContext context = JMeterContextService.getContext();
    if (context.getEngine() != null) {
      context.getEngine().stopTest(true);
    }
    return new JMeterError(why);
  }
}
