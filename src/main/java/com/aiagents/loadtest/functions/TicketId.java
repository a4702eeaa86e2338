package com.aiagents.loadtest.functions;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;
import org.apache.jmeter.threads.JMeterVariables;
import org.apache.jmeter.util.JMeterUtils;

/**
 * {@code ${__ticketId(RUN)}}: a ticket id that nobody had yet, the run's id and a number.
 *
 * <p>Numbers count up from 1 over all users of this JMeter; with several agents each takes every
 * so-manieth, beginning with its own. Sets the variables {@code ticket_id}, a column of the JTL,
 * and {@code last_ticket}.
 */
public final class TicketId extends PlanFunction {
  /** Under this key JMeter's properties hold how many tickets it numbered, an AtomicLong. */
  public static final String NUMBERS = "ticket.numbers";

  /** A function that JMeter makes. */
  public TicketId() {
    super("__ticketId", "the run's id");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    Properties properties = JMeterUtils.getJMeterProperties();
    // computeIfAbsent locks all users out, so only the first ask it
    AtomicLong numbers = (AtomicLong) properties.get(NUMBERS);
    if (numbers == null) {
      numbers = (AtomicLong) properties.computeIfAbsent(NUMBERS, key -> new AtomicLong());
    }
    long agents = property("agents");
    long number = numbers.getAndIncrement() * agents + property("agent");
    String id = parameter(0) + '-' + number;
    JMeterVariables variables = getVariables();
    variables.put("ticket_id", id);
    variables.put("last_ticket", id);
    return id;
  }

  /** The number in the id that a user's ticket got; a test without one stops. */
  static long number(JMeterVariables variables) {
    String id = variables.get("ticket_id");
    try {
      return Long.parseLong(id, id.lastIndexOf('-') + 1, id.length(), 10);
    } catch (NullPointerException | NumberFormatException e) {
      throw stop(
          "ticket_id: found '" + id + "', needed is an id by __ticketId before the ticket's texts");
    }
  }
}
