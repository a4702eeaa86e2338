package com.aiagents.loadtest.functions;

import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__ticketText(FILE,COLUMN)}}: a text of a ticket as JSON, in quotes.
 *
 * <p>The ticket is the one that {@code __ticketId} numbered last for this user: ticket n has the
 * text of row n of the file, and after the last row the first comes again. Only what JSON forbids
 * is escaped (RFC 8259, section 7); spaces around it stay. A test stops that has no such text.
 */
public final class TicketText extends PlanFunction {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** A function that JMeter makes. */
  public TicketText() {
    super("__ticketText", "the ticket file", "a column of it");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    String text = TicketFile.of(parameter(0)).text(TicketId.number(getVariables()), parameter(1));
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
