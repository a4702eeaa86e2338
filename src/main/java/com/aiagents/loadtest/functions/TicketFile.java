package com.aiagents.loadtest.functions;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jmeter.save.CSVSaveService;
import org.apache.jmeter.services.FileServer;
import org.apache.jmeter.threads.JMeterContextService;

/**
 * The rows of a ticket file, all in memory: CSV in UTF-8 as JMeter reads it, the names of the
 * columns in the first row. Empty lines are no rows.
 *
 * <p>Read once in a test, by whoever needs it first; all users share it without waiting.
 */
final class TicketFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static volatile TicketFile current;

  private final String name;
  private final long test;
  private final List<String> columns;
  private final List<String[]> rows;

  private TicketFile(String name, long test) throws IOException {
    this.name = name;
    this.test = test;
    List<String[]> read = new ArrayList<>();
    try (BufferedReader in =
        Files.newBufferedReader(place(name).toPath(), StandardCharsets.UTF_8)) {
      for (String[] row = CSVSaveService.csvReadFile(in, ',');
          row.length > 0;
          row = CSVSaveService.csvReadFile(in, ',')) {
        if (row.length > 1 || !row[0].isEmpty()) {
          read.add(row);
        }
      }
    }
    if (read.size() < 2) {
      throw new IOException("found no ticket, needed is one");
    }
    String[] header = read.get(0);
    if (header[0].startsWith(BYTE_ORDER_MARK)) {
      header[0] = header[0].substring(BYTE_ORDER_MARK.length());
    }
    columns = Arrays.asList(header);
    rows = read.subList(1, read.size());
  }

  /** A relative name is one beside the plan, as for JMeter's own data files. */
  private static File place(String name) {
    File file = new File(name);
    return file.isAbsolute() || file.exists()
        ? file
        : new File(FileServer.getFileServer().getBaseDir(), name);
  }

  /** The file as it was when this test first asked for it; a test stops that cannot have it. */
  static TicketFile of(String name) {
    TicketFile file = current;
    long test = JMeterContextService.getTestStartTime();
    return isCurrent(file, name, test) ? file : read(name, test);
  }

  /** Outside a test, as in the function helper of the GUI, it may change at any time. */
  private static boolean isCurrent(TicketFile file, String name, long test) {
    return file != null && test != 0 && file.test == test && file.name.equals(name);
  }

  private static synchronized TicketFile read(String name, long test) {
    TicketFile file = current;
    if (isCurrent(file, name, test)) {
      return file;
    }
    try {
      file = new TicketFile(name, test);
    } catch (NoSuchFileException e) {
      throw problem(name, "not found");
    } catch (CharacterCodingException e) {
      throw problem(name, "not UTF-8");
    } catch (IOException e) {
      throw problem(name, e.getMessage());
    }
    current = file;
    return file;
  }

  /** What stands in a column for the ticket of a number from 1 on; after the last row the first. */
  String text(long ticket, String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw problem(
          name, "found the columns " + String.join(",", columns) + ", needed is " + column);
    }
    int row = (int) ((ticket - 1) % rows.size());
    String[] values = rows.get(row);
    if (place >= values.length || values[place].isEmpty()) {
      throw problem(name, "ticket " + (row + 1) + " has no " + column);
    }
    return values[place];
  }

  private static Error problem(String name, String what) {
    return PlanFunction.stop("ticket file " + name + ": " + what);
  }
}
