package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Every ticket id that was sent, as the samples tell it.
 *
 * <p>Only rows of the submit task count: JMeter's variables outlive their sample, so a later row
 * may carry the id once more. Memory does not grow with the number of tickets. Filled by one
 * thread; {@link #close()} removes its working files.
 */
public final class Ledger implements AutoCloseable {
  private static final int LONGEST = 1_000;

  private final SortedSpill<Submission> submissions;
  private long withoutId;
  private long accepted;
  private long lastSentMillis;

  /**
   * An empty ledger.
   *
   * @param work gets working files if there are many tickets
   */
  public Ledger(Path work) {
    submissions = new SortedSpill<>(work, "ledger", Submission.BY_TICKET);
  }

  /** Takes a sample; everything but a submission is passed over. */
  public void add(Sample sample) throws IOException {
    if (!sample.label().equals(Task.SUBMIT.label())) {
      return;
    }
    if (sample.ticketId().isEmpty()) {
      withoutId++;
      return;
    }
    Submission submission =
        new Submission(
            storable(sample.ticketId().toString()),
            storable(sample.jobId().toString()),
            sample.startMillis(),
            sample.elapsedMillis(),
            storable(sample.responseCode()));
    accepted += submission.answer() == Answer.ACCEPTED ? 1 : 0;
    lastSentMillis = Math.max(lastSentMillis, sample.startMillis());
    submissions.add(submission);
  }

  /** A text that a working file can hold, whatever a damaged sample says. */
  private static String storable(String text) {
    String plain = text.indexOf(0) < 0 ? text : text.replace((char) 0, ' ');
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /** All submissions, by ticket id. */
  SortedSpill.Cursor<Submission> byTicket() throws IOException {
    return submissions.sorted();
  }

  /** Submissions that were accepted. */
  public long accepted() {
    return accepted;
  }

  /** When the last submission was sent, epoch ms; 0 without any. */
  public long lastSentMillis() {
    return lastSentMillis;
  }

  /** Submissions whose row has no ticket id: they cannot be followed. */
  public long withoutId() {
    return withoutId;
  }

  @Override
  public void close() throws IOException {
    submissions.close();
  }
}
