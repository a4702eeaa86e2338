package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads JTLs: one pass over the bytes, in slices at the same time, in memory that does not grow
 * with the files.
 *
 * <p>CSV with comma, semicolon or tab, with or without a header, plain or gzip; or XML. Columns are
 * found by their names, in any order; a file without a header has JMeter's default columns. A row
 * that cannot be read is counted and located, never skipped in silence. docs/jtl.md has all rules.
 *
 * <p>A slice begins at a line that is a sound row by itself. Whether the slice before it really
 * ends there, and not inside a quoted text that looks like a row, is known when that one has been
 * read; if not, the slice is read again from where it does end. So the slices make no difference to
 * the result.
 */
public final class JtlReader {
  private static final int END_BYTES = 1 << 16;

  private JtlReader() {}

  /**
   * What was read.
   *
   * @param summary of all files
   * @param handler that took all rows
   */
  public record Read<S>(ReadSummary summary, S handler) {}

  /**
   * Reads files in slices.
   *
   * @param slices how many of each file are read at the same time, at least 1
   * @param handlers makes one for each slice
   * @throws SampleException if one is no JTL, or changes while it is read
   */
  public static <S extends SliceHandler<Sample, S>> Read<S> read(
      List<Path> files, int slices, Supplier<S> handlers) throws IOException {
    ReadSummary summary = ReadSummary.NOTHING;
    S whole = handlers.get();
    for (Path path : files) {
      try {
        JtlFile file = JtlFile.of(path);
        summary =
            summary.and(
                read(file, slices, whole, new Kind<>(false, handlers, s -> s::row, s -> s::row)));
      } catch (RowException e) {
        throw new SampleException(path + ": " + e.getMessage());
      }
    }
    return new Read<>(summary, whole);
  }

  /**
   * What rows are, and who takes them.
   *
   * @param workflow whether they are those of a {@code workflow.jtl}
   * @param handlers makes one for a slice
   * @param taker what of a handler takes a row
   * @param elements what of a handler takes a sample of XML
   */
  private record Kind<S extends SliceHandler<?, S>>(
      boolean workflow,
      Supplier<S> handlers,
      Function<S, RowHandler<Row>> taker,
      Function<S, RowHandler<Sample>> elements) {}

  private static <S extends SliceHandler<?, S>> ReadSummary read(
      JtlFile file, int slices, S whole, Kind<S> kind) throws IOException {
    ReadSummary summary = ReadSummary.NOTHING;
    boolean divisible = !file.xml() && !file.gzip() && !file.isEmpty();
    long[] starts =
        divisible ? starts(file, slices, kind.workflow()) : new long[] {file.dataOffset()};
    List<Slice<S>> parts = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      long end = i + 1 < starts.length ? starts[i + 1] : Long.MAX_VALUE;
      parts.add(new Slice<>(file, starts[i], end, i == 0 ? whole : kind.handlers().get(), kind));
    }
    run(parts);
    long line = file.dataLine();
    long reached = file.dataOffset();
    for (int i = 0; i < parts.size(); i++) {
      Slice<S> part = parts.get(i);
      if (part.start < reached) {
        // it began inside a record of the slice before it
        part = new Slice<>(file, reached, part.end, kind.handlers().get(), kind);
        part.call();
      }
      summary = summary.and(part.summary.movedDown(line - 1));
      line += part.lines;
      reached = part.reached;
      if (i > 0) {
        whole.merge(part.handler);
      }
      parts.set(i, null);
    }
    requireUnchanged(file);
    return summary;
  }

  /**
   * Reads a file row by row, in its order.
   *
   * @throws SampleException if it is no JTL, or changes while it is read
   */
  public static ReadSummary read(Path path, RowHandler<Sample> handler) throws IOException {
    JtlFile file = JtlFile.of(path);
    ReadSummary summary = file.xml() ? XmlJtl.read(file, handler) : csv(file, false, handler::row);
    requireUnchanged(file);
    return summary;
  }

  /**
   * Hands over some rows of the beginning and of the end of a file, for a guess at what it holds;
   * none of XML, and none of the end of a compressed file. Damage is not told.
   *
   * @throws SampleException if it is no JTL
   */
  public static void readEnds(Path path, RowHandler<Sample> handler) throws IOException {
    JtlFile file = JtlFile.of(path);
    if (file.xml() || file.isEmpty()) {
      return;
    }
    try (RowReader reader = file.rows(file.dataOffset(), false, handler::row)) {
      reader.readUntil(file.dataOffset() + END_BYTES);
    }
    long tail = file.size() - END_BYTES;
    if (!file.gzip() && tail > file.dataOffset()) {
      try (RowReader reader = file.rows(tail, false, handler::row)) {
        reader.firstRowBefore(file.size());
        reader.readUntil(file.size());
      }
    }
  }

  /**
   * Reads a {@code workflow.jtl} row by row, in its order.
   *
   * @throws SampleException if it is no JTL, or changes while it is read
   */
  public static ReadSummary readWorkflow(Path path, RowHandler<WorkflowRow> handler)
      throws IOException {
    JtlFile file = workflow(path);
    ReadSummary summary = csv(file, true, row -> handler.row(row.workflowRow()));
    requireUnchanged(file);
    return summary;
  }

  /**
   * Reads a {@code workflow.jtl} in slices.
   *
   * @param slices how many are read at the same time, at least 1
   * @param handlers makes one for each slice
   * @throws SampleException if it is no JTL, or changes while it is read
   */
  public static <S extends SliceHandler<WorkflowSample, S>> Read<S> readWorkflow(
      Path path, int slices, Supplier<S> handlers) throws IOException {
    S whole = handlers.get();
    try {
      Kind<S> kind = new Kind<>(true, handlers, s -> s::row, s -> row -> {});
      return new Read<>(read(workflow(path), slices, whole, kind), whole);
    } catch (RowException e) {
      throw new SampleException(path + ": " + e.getMessage());
    }
  }

  private static JtlFile workflow(Path path) throws IOException {
    JtlFile file = JtlFile.of(path);
    if (file.xml()) {
      throw new SampleException(path + ": line 1, byte 0: found XML, needed is CSV");
    }
    return file;
  }

  private static ReadSummary csv(JtlFile file, boolean workflow, RowHandler<Row> handler)
      throws IOException {
    if (file.isEmpty()) {
      return ReadSummary.NOTHING;
    }
    try (RowReader reader = file.rows(file.dataOffset(), workflow, handler)) {
      reader.readUntil(Long.MAX_VALUE);
      return reader.summary().movedDown(file.dataLine() - 1);
    } catch (RowException e) {
      throw new SampleException(file.path() + ": " + e.getMessage());
    }
  }

  private static void requireUnchanged(JtlFile file) throws IOException {
    long size = Files.size(file.path());
    if (size != file.size()) {
      throw new SampleException(
          file.path()
              + ": byte "
              + Math.min(size, file.size())
              + ": the file changed from "
              + file.size()
              + " to "
              + size
              + " bytes while it was read; judge it when nothing writes to it any more");
    }
  }

  /** Where slices of about the same size begin; the first is that of the first row. */
  private static long[] starts(JtlFile file, int slices, boolean workflow) throws IOException {
    List<Long> starts = new ArrayList<>(List.of(file.dataOffset()));
    long length = file.size() - file.dataOffset();
    for (int i = 1; i < slices; i++) {
      long about = file.dataOffset() + length / slices * i;
      if (about > starts.get(starts.size() - 1)) {
        try (RowReader reader = file.rows(about - 1, workflow, row -> {})) {
          long start = reader.firstRowBefore(file.size());
          if (start < file.size() && start > starts.get(starts.size() - 1)) {
            starts.add(start);
          }
        }
      }
    }
    return starts.stream().mapToLong(Long::longValue).toArray();
  }

  private static <S extends SliceHandler<?, S>> void run(List<Slice<S>> slices) throws IOException {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (Slice<S> slice : slices.subList(1, slices.size())) {
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                slice.call();
                return null;
              });
      tasks.add(task);
      Thread thread = new Thread(task, "slice");
      thread.setDaemon(true);
      thread.start();
    }
    slices.get(0).call();
    for (FutureTask<Void> task : tasks) {
      try {
        task.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        if (e.getCause() instanceof RowException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped while reading");
      }
    }
  }

  /** A part of a file and what was read of it. */
  private static final class Slice<S extends SliceHandler<?, S>> {
    private final JtlFile file;
    private final long start;
    private final long end;
    private final S handler;
    private final Kind<S> kind;
    private ReadSummary summary = ReadSummary.NOTHING;
    private long lines;
    private long reached;

    Slice(JtlFile file, long start, long end, S handler, Kind<S> kind) {
      this.file = file;
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.kind = kind;
      this.reached = start;
    }

    void call() throws IOException {
      if (file.xml()) {
        summary = XmlJtl.read(file, kind.elements().apply(handler));
      } else if (!file.isEmpty()) {
        try (RowReader reader = file.rows(start, kind.workflow(), kind.taker().apply(handler))) {
          reader.readUntil(end);
          summary = reader.summary();
          lines = reader.line() - 1;
          reached = reader.offset();
        }
      }
    }
  }
}
