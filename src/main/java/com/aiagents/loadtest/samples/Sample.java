package com.aiagents.loadtest.samples;

/**
 * One row of a JTL.
 *
 * @param startMillis when the request was sent, epoch ms
 * @param elapsedMillis until the answer was complete, at least 0
 * @param label what was asked
 * @param responseCode HTTP status, or JMeter's text for a request without an answer
 * @param success whether JMeter and the plan's assertions found no fault
 * @param allThreads active users when it ended; 0 if the file has no such column
 * @param ticketId the ticket it carried; empty if none
 * @param jobId the job that was answered; empty if none
 */
public record Sample(
    long startMillis,
    long elapsedMillis,
    String label,
    String responseCode,
    boolean success,
    int allThreads,
    String ticketId,
    String jobId) {}
