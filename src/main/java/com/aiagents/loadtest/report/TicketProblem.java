package com.aiagents.loadtest.report;

import java.util.OptionalLong;

/**
 * A ticket that did not go the way it should, as a report shows it.
 *
 * @param problem one word: lost, duplicated, corrupted …
 * @param jobId as the target answered it; empty if it did not
 * @param sentMillis when its webhook was sent, epoch ms; empty if nobody sent it
 * @param detail one sentence
 */
public record TicketProblem(
    String problem, String ticketId, String jobId, OptionalLong sentMillis, String detail) {}
