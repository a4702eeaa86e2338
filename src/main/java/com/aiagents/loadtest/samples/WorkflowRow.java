package com.aiagents.loadtest.samples;

import java.util.OptionalLong;

/**
 * One row of {@code workflow.jtl} for keeping: an accepted ticket and what became of it.
 *
 * <p>For a completed ticket accepted + queue + processing = elapsed.
 *
 * @param sentMillis when the webhook was sent, epoch ms of the generator
 * @param elapsedMillis from there to its completion, or to the end of the drain; negative if its
 *     row says that it was completed before it was sent
 * @param fate one word
 * @param success whether it was completed
 * @param detail why it was not; empty if it was
 * @param acceptedMillis from the moment it was sent to the answer
 * @param queueMillis from the answer to its pick-up by a worker; a little below 0 if a worker was
 *     faster than the answer; empty if there is no row
 * @param processingMillis from its pick-up to its completion; empty if it was not completed
 */
public record WorkflowRow(
    long sentMillis,
    long elapsedMillis,
    String fate,
    boolean success,
    String detail,
    String ticketId,
    String jobId,
    long acceptedMillis,
    OptionalLong queueMillis,
    OptionalLong processingMillis)
    implements WorkflowSample {}
