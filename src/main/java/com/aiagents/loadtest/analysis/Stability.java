package com.aiagents.loadtest.analysis;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run shows of growth over time, in equal windows of the measured time.
 *
 * @param measured from the end of the warm-up to the planned end of the load
 * @param submits median time of the webhook answers, ms; an answer without success counts as slower
 *     than anything
 * @param workflow median time of the complete workflow by the moment it was sent, ms; a ticket that
 *     was not completed counts as slower than anything; empty if no ticket was followed
 * @param errors share of the task mix's samples without success, 0 to 1
 * @param memory median of the target's memory, bytes; empty if nobody observed it
 * @param watched whether the launcher made the run and so should have observed the memory
 */
public record Stability(
    Duration measured,
    WindowedSeries submits,
    Optional<WindowedSeries> workflow,
    WindowedSeries errors,
    Optional<WindowedSeries> memory,
    boolean watched) {
  public Stability {
    Objects.requireNonNull(measured, "measured is null");
    Objects.requireNonNull(submits, "submits is null");
    Objects.requireNonNull(workflow, "workflow is null");
    Objects.requireNonNull(errors, "errors is null");
    Objects.requireNonNull(memory, "memory is null");
  }
}
