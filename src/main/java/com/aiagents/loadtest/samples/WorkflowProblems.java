package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.samples.Records.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * {@code workflow-problems.csv}: one line a problem, in the order in which the tickets were sent,
 * strays last; only the header if there is none.
 *
 * <p>Columns: {@code problem} (a word of {@link Problem.Kind}), {@code ticket_id}, {@code job_id},
 * {@code timeStamp} (webhook sent, epoch ms; empty if nobody sent it), {@code detail}.
 */
public final class WorkflowProblems implements AutoCloseable {
  private static final String HEADER = "problem,ticket_id,job_id,timeStamp,detail";

  private final CsvFile file;

  /** Begins to write a file, which gets its name at {@link #finish}. */
  public WorkflowProblems(Path file) throws IOException {
    this.file = new CsvFile(file, HEADER);
  }

  /** Adds a line. */
  public void add(Problem p) throws IOException {
    file.field(p.kind().text()).field(p.ticketId()).field(p.jobId());
    if (p.sentMillis() == null) {
      file.field("");
    } else {
      file.field(p.sentMillis());
    }
    file.field(p.detail()).endRow();
  }

  /** Says that all problems are there. */
  public void finish() throws IOException {
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Counts the problems of a file by their kind.
   *
   * @throws SampleException if it is no such file, or a line of it is damaged
   */
  public static Map<Problem.Kind, Long> count(Path file) throws IOException {
    Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
    walk(file, (kind, line) -> counts.merge(kind, 1L, Long::sum));
    return counts;
  }

  /**
   * The first problems of a file.
   *
   * @param most so many at most
   * @throws SampleException if it is no such file, or a line of it is damaged
   */
  public static List<Problem> first(Path file, int most) throws IOException {
    List<Problem> first = new ArrayList<>();
    walk(
        file,
        (kind, line) -> {
          if (first.size() < most) {
            String sent = line.text(3);
            first.add(
                new Problem(
                    kind,
                    line.text(1),
                    line.text(2),
                    sent.matches("\\d{1,18}") ? Long.valueOf(sent) : null,
                    line.text(4)));
          }
        });
    return first;
  }

  private static void walk(Path file, BiConsumer<Problem.Kind, Record> line) throws IOException {
    try (Records records = new Records(new FileBytes(file, 0, Files.size(file)), (byte) ',', 0)) {
      Found found = records.cut();
      boolean header = false;
      while (found == Found.RECORD) {
        if (header && !records.record().isBlank()) {
          line.accept(kind(file, records), records.record());
        }
        header = true;
        records.accept();
        found = records.cut();
      }
      if (!header || found != Found.END) {
        throw new SampleException(file + ": cut off");
      }
    }
  }

  private static Problem.Kind kind(Path file, Records records) throws SampleException {
    return Problem.Kind.find(records.record().text(0))
        .filter(kind -> records.record().fields() == 5)
        .orElseThrow(
            () -> new SampleException(file + ": line " + records.line() + ": found no problem"));
  }
}
