package com.aiagents.loadtest.functions;

import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__ticketText(${ticket_description})}}: a text of a ticket as JSON, in quotes.
 *
 * <p>Only what JSON forbids is escaped (RFC 8259, section 7); spaces around it stay. A test stops
 * that has no text: the ticket file has no such column, or came to its end.
 */
public final class TicketText extends PlanFunction {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** How JMeter says that a data file came to its end. */
  private static final String END_OF_FILE = "<EOF>";

  /** How JMeter says that a variable is not set. */
  private static final String UNSET = "${ticket_description}";

  /** A function that JMeter makes. */
  public TicketText() {
    super("__ticketText", "a text out of the ticket file");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    String text = wholeParameter(0);
    if (text.isEmpty() || text.equals(END_OF_FILE) || text.equals(UNSET)) {
      throw stop("no ticket could be read from the ticket file");
    }
    StringBuilder json = new StringBuilder(text.length() + text.length() / 16 + 2).append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(text, copied, i).append('\\');
        copied = i + 1;
        switch (c) {
          case '"', '\\' -> json.append(c);
          case '\n' -> json.append('n');
          case '\r' -> json.append('r');
          case '\t' -> json.append('t');
          default -> json.append("u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
      }
    }
    return json.append(text, copied, text.length()).append('"').toString();
  }
}
