package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The file that scenarios draw their tickets from. */
record TicketsCheck(Path file) implements Check {
  private static final List<String> NEEDED = List.of("ticket_description", "ticket_priority");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Override
  public Subject subject() {
    return Subject.TICKETS;
  }

  @Override
  public String asked() {
    return file.toString();
  }

  @Override
  public String mend() {
    return "git checkout -- data/tickets.csv";
  }

  @Override
  public Finding ask() throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return problem("not found");
    } catch (CharacterCodingException e) {
      return problem("not UTF-8");
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    String header = text.lines().findFirst().orElse("");
    List<String> columns = Arrays.asList(header.replace("\"", "").split(","));
    if (!columns.containsAll(NEEDED)) {
      return problem(
          "line 1: found '" + header + "', needed are the columns " + String.join(", ", NEEDED));
    }
    return tickets(columns, text.substring(header.length()));
  }

  /** Each must have what is needed: a run would stop at the first one that has not. */
  private Finding tickets(List<String> columns, String text) {
    Set<Integer> filled = new HashSet<>();
    boolean quoted = false;
    int column = 0;
    long rows = 0;
    // ends the last row, too
    for (char c : (text + "\n").toCharArray()) {
      // a doubled quote inside a text closes and opens it again
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        if (column > 0 || !filled.isEmpty()) {
          rows++;
          for (String needed : NEEDED) {
            if (!filled.contains(columns.indexOf(needed))) {
              return problem("ticket " + rows + " has no " + needed);
            }
          }
        }
        filled.clear();
        column = 0;
      } else if (!quoted && c == ',') {
        column++;
      } else if (c != '"') {
        filled.add(column);
      }
    }
    if (quoted) {
      return problem("a quote is opened and never closed");
    }
    return rows == 0
        ? problem("found no ticket, needed is one")
        : new Finding.Ok(rows + " tickets");
  }

  private Finding problem(String what) {
    return new Finding.Problem(Cause.CONFIGURATION, file + ": " + what, mend());
  }
}
