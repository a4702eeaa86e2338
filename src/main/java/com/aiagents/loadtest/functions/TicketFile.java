package com.aiagents.loadtest.functions;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jmeter.save.CSVSaveService;
import org.apache.jmeter.services.FileServer;
import org.apache.jmeter.threads.JMeterContextService;
import org.apache.jmeter.util.JMeterUtils;

/**
 * The rows of a ticket file, all in memory: CSV in UTF-8 as JMeter reads it, the names of the
 * columns in the first row. Empty lines are no rows.
 *
 * <p>Read once in a test, by whoever needs it first; all users share it without waiting.
 */
final class TicketFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Under this key JMeter's properties hold what was read; an agent that is freed drops it. */
  private static final String READ = "ticket.files";

  private static final int LONGEST_TOLD = 100;

  private final String name;
  private final List<String> columns;
  private final List<String[]> rows;

  /** The files that a test has read, by their names. */
  private record Read(long test, Map<String, TicketFile> files) {}

  private TicketFile(String name) throws IOException {
    this.name = name;
    List<String[]> read = new ArrayList<>();
    try (BufferedReader in =
        Files.newBufferedReader(place(name).toPath(), StandardCharsets.UTF_8)) {
      in.mark(1);
      if (in.read() != BYTE_ORDER_MARK) {
        in.reset();
      }
      for (String[] row = row(in, 1); row.length > 0; row = row(in, read.size() + 1)) {
        if (row.length > 1 || !row[0].isEmpty()) {
          read.add(row);
        }
      }
    }
    if (read.size() < 2) {
      throw new IOException("found no ticket, needed is one");
    }
    columns = Arrays.asList(read.get(0));
    rows = read.subList(1, read.size());
  }

  private static String[] row(BufferedReader in, int number) throws IOException {
    try {
      return CSVSaveService.csvReadFile(in, ',');
    } catch (IOException e) {
      // JMeter tells all that it has read of the row, which may be the rest of the file
      throw e.getMessage() != null && e.getMessage().contains("quote-char")
          ? new IOException("row " + number + ": a quote is missing, or is one too many", e)
          : e;
    }
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
    Map<String, TicketFile> files = read().files;
    TicketFile file = files.get(name);
    // computeIfAbsent may make users wait for one another, so only the first ask it
    return file != null ? file : files.computeIfAbsent(name, TicketFile::opened);
  }

  private static Read read() {
    long test = JMeterContextService.getTestStartTime();
    Properties properties = JMeterUtils.getJMeterProperties();
    Object read = properties.get(READ);
    return isOf(test, read)
        ? (Read) read
        : (Read)
            properties.compute(
                READ,
                (key, now) -> isOf(test, now) ? now : new Read(test, new ConcurrentHashMap<>()));
  }

  /** Outside a test, as in the function helper of the GUI, a file may change at any time. */
  private static boolean isOf(long test, Object read) {
    return test != 0 && read instanceof Read known && known.test == test;
  }

  private static TicketFile opened(String name) {
    try {
      return new TicketFile(name);
    } catch (NoSuchFileException e) {
      throw problem(name, "not found");
    } catch (AccessDeniedException e) {
      throw problem(name, "may not be read");
    } catch (CharacterCodingException e) {
      throw problem(name, "not UTF-8");
    } catch (IOException e) {
      throw problem(name, e.getMessage());
    }
  }

  /** What stands in a column for the ticket of a number from 1 on; after the last row the first. */
  String text(long ticket, String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw problem(name, "found the columns " + told(columns) + ", needed is " + column);
    }
    int row = (int) ((ticket - 1) % rows.size());
    String[] values = rows.get(row);
    if (place >= values.length || values[place].isEmpty()) {
      throw problem(name, "ticket " + (row + 1) + " has no " + column);
    }
    return values[place];
  }

  /** A file without names of columns has a ticket there. */
  private static String told(List<String> columns) {
    String all = String.join(",", columns).replaceAll("\\p{Cntrl}", " ");
    return all.length() <= LONGEST_TOLD
        ? all
        : all.substring(0, all.offsetByCodePoints(0, LONGEST_TOLD / 2)) + "…";
  }

  private static Error problem(String name, String what) {
    return PlanFunction.stop("ticket file " + name + ": " + what);
  }
}
