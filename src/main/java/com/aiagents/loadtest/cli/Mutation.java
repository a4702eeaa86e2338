package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.verdict.Outcome;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One thing that is made wrong, or right, in a copy of a run folder, and what must come of it.
 *
 * @param name one line for people
 * @param criterion whose outcome tells
 * @param expected what must come of it
 * @param change makes it in a copy
 */
record Mutation(String name, String criterion, Outcome expected, Change change) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is done to a copy. */
  interface Change {
    void to(RunFolder copy) throws IOException;
  }

  /** The samples become so many bytes, counted from the end if negative. */
  static Change samplesCutTo(long bytes) {
    return copy -> {
      Path samples = own(copy.findSamples().orElseThrow());
      try (FileChannel file = FileChannel.open(samples, StandardOpenOption.WRITE)) {
        file.truncate(bytes < 0 ? file.size() + bytes : bytes);
      }
    };
  }

  /** Only the first line of the samples stays. */
  static Change samplesCutToTheirHeader() {
    return copy -> {
      Path samples = copy.findSamples().orElseThrow();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(samples))) {
        long length = 1;
        while (in.read() != '\n') {
          length++;
        }
        samplesCutTo(length).to(copy);
      }
    };
  }

  /** No sample has a label any more: it is another one of the same length. */
  static Change withoutLabel(String label) {
    String other = "x".repeat(label.length());
    return copy -> {
      Path samples = copy.findSamples().orElseThrow();
      Path beside = samples.resolveSibling("beside");
      try (InputStream in = new BufferedInputStream(Files.newInputStream(samples));
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          line.write(b);
          if (b == '\n') {
            out.write(replaced(line, label, other));
            line.reset();
          }
        }
        out.write(replaced(line, label, other));
      }
      Files.delete(samples);
      Files.move(beside, samples);
    };
  }

  private static byte[] replaced(ByteArrayOutputStream line, String old, String other) {
    return line.toString(StandardCharsets.ISO_8859_1)
        .replace("," + old + ",", "," + other + ",")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Every completed ticket took the same time. */
  static Change everyWorkflowTook(long millis) {
    return workflow(row -> row.success() ? withTime(row, millis) : row);
  }

  /** The first completed ticket is lost, in every file that tells of it. */
  static Change oneTicketLost() {
    boolean[] done = new boolean[1];
    return copy -> {
      done[0] = false;
      String[] id = new String[1];
      workflow(
              row -> {
                if (done[0] || !row.success()) {
                  return row;
                }
                done[0] = true;
                id[0] = row.ticketId();
                return lost(row);
              })
          .to(copy);
      problem(copy, "lost", id[0]);
      json(
          copy,
          run -> {
            ObjectNode counts = (ObjectNode) run.get("reconciliation");
            counts.put("completed", counts.get("completed").asLong() - 1);
            counts.put("lost", counts.path("lost").asLong() + 1);
          });
    };
  }

  /** The first ticket is missing in workflow.jtl, and nowhere else. */
  static Change oneRowForgotten() {
    return copy -> {
      boolean[] done = new boolean[1];
      workflow(
              row -> {
                boolean first = !done[0];
                done[0] = true;
                return first ? null : row;
              })
          .to(copy);
    };
  }

  /** One ticket has two rows. */
  static Change oneTicketTwice() {
    return copy -> {
      problem(copy, "duplicated", "SELF-TEST");
      json(
          copy,
          run -> {
            ObjectNode counts = (ObjectNode) run.get("reconciliation");
            counts.put("duplicated", counts.path("duplicated").asLong() + 1);
          });
    };
  }

  /** Jobs were left when the drain ended. */
  static Change queueStuck() {
    return copy ->
        json(
            copy,
            run -> {
              ObjectNode drain = (ObjectNode) run.get("drain");
              drain.put("complete", false);
              drain.put("queueDepth", 5);
            });
  }

  /** The run was killed. */
  static Change killed() {
    return copy -> json(copy, run -> run.put("state", "running"));
  }

  private static Change workflow(UnaryOperator<WorkflowRow> change) {
    return copy -> {
      Path old = own(copy.workflow());
      Path moved = Files.move(old, old.resolveSibling("workflow.old"));
      try (WorkflowJtl changed = new WorkflowJtl(copy.workflow())) {
        JtlReader.readWorkflow(
            moved,
            row -> {
              WorkflowRow now = change.apply(row);
              if (now != null) {
                changed.add(now);
              }
            });
        changed.finish();
      }
    };
  }

  private static WorkflowRow withTime(WorkflowRow row, long millis) {
    return with(row, millis, row.fate(), row.success(), row.detail());
  }

  private static WorkflowRow lost(WorkflowRow row) {
    return with(row, row.elapsedMillis(), "lost", false, "taken away by the self-test");
  }

  private static WorkflowRow with(
      WorkflowRow row, long millis, String fate, boolean success, String detail) {
    return new WorkflowRow(
        row.sentMillis(),
        millis,
        fate,
        success,
        detail,
        row.ticketId(),
        row.jobId(),
        row.acceptedMillis(),
        row.queueMillis(),
        row.processingMillis());
  }

  private static void problem(RunFolder copy, String kind, String ticket) throws IOException {
    Files.writeString(
        own(copy.problems()), kind + "," + ticket + ",,,self-test\n", StandardOpenOption.APPEND);
  }

  private static void json(RunFolder copy, Consumer<ObjectNode> change) throws IOException {
    ObjectNode run = (ObjectNode) JSON.readTree(Files.readAllBytes(copy.runFile()));
    change.accept(run);
    Files.delete(copy.runFile());
    Files.write(copy.runFile(), JSON.writeValueAsBytes(run));
  }

  /** Makes a file of the copy its own: until then it is a link to that of the run. */
  private static Path own(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      Path real = file.toRealPath();
      Files.delete(file);
      Files.copy(real, file);
    }
    return file;
  }
}
