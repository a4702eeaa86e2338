package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every ticket id that was sent, as the samples tell it.
 *
 * <p>Only rows of the submit task count: JMeter's variables outlive their sample, so a later row
 * may carry the id once more. Filled by one thread.
 */
public final class Ledger {
  /** How the target answered a submission. */
  public enum Answer {
    /** 202. */
    ACCEPTED,
    /** Any other answer below 500: the target said no. */
    REFUSED,
    /** Time-out, cut connection or 5xx: it may have been processed all the same. */
    UNKNOWN
  }

  /** One submission. */
  public record Entry(String ticketId, String jobId, long sentMillis, Answer answer) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long withoutId;
  private long repeated;

  /** Takes a sample; everything but a submission is passed over. */
  public void add(Sample sample) {
    if (!sample.label().equals(Task.SUBMIT.label())) {
      return;
    }
    if (sample.ticketId().isEmpty()) {
      withoutId++;
      return;
    }
    Entry entry =
        new Entry(
            sample.ticketId(), sample.jobId(), sample.startMillis(), answer(sample.responseCode()));
    if (entries.putIfAbsent(entry.ticketId(), entry) != null) {
      repeated++;
    }
  }

  private static Answer answer(String responseCode) {
    if (responseCode.equals("202")) {
      return Answer.ACCEPTED;
    }
    return responseCode.matches("[1-4]\\d\\d") ? Answer.REFUSED : Answer.UNKNOWN;
  }

  /** All submissions, in the order of the samples. */
  public Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** Whether an id was sent. */
  boolean contains(String ticketId) {
    return entries.containsKey(ticketId);
  }

  /** Submissions with an answer of one kind. */
  public long count(Answer answer) {
    return entries.values().stream().filter(e -> e.answer() == answer).count();
  }

  /** Submissions whose row has no ticket id: they cannot be followed. */
  public long withoutId() {
    return withoutId;
  }

  /** Submissions whose id was sent before: they cannot be told apart. */
  public long repeated() {
    return repeated;
  }
}
