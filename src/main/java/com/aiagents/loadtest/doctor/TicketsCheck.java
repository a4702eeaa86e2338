package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that scenarios draw their tickets from. */
record TicketsCheck(Path file) implements Check {
  private static final String HEADER = "ticket_description,ticket_priority,ticket_language";

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
    String header = text.lines().findFirst().orElse("");
    if (!header.equals(HEADER)) {
      return problem("line 1: found '" + header + "', allowed is " + HEADER);
    }
    boolean quoted = false;
    long rows = 0;
    boolean begun = false;
    for (char c : text.substring(header.length()).toCharArray()) {
      // a doubled quote inside a text closes and opens it again
      quoted ^= c == '"';
      if (quoted || c != '\n' && c != '\r') {
        begun = true;
      } else if (begun) {
        rows++;
        begun = false;
      }
    }
    rows += begun ? 1 : 0;
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
