package com.aiagents.loadtest.analysis;

/**
 * All that one agent of a distributed run sent, over the whole run.
 *
 * @param agent its name, {@code host:port}
 * @param count its samples, sub-results among them, without rows of transactions
 * @param errors samples without success
 * @param mean of their elapsed times, ms; NaN without a sample
 * @param p50 of their elapsed times, ms; exact below 256 ms, above rounded down by less than 0.8 %
 * @param p95 likewise
 * @param firstMillis when its first sample was sent, epoch ms
 * @param lastMillis when its last sample ended, epoch ms
 * @param inWindow its samples of the task mix that were sent inside the measurement window
 * @param tickets submissions with an id, each of which tells of a ticket that it numbered
 * @param users its users over time
 */
public record AgentStatistics(
    String agent,
    long count,
    long errors,
    double mean,
    long p50,
    long p95,
    long firstMillis,
    long lastMillis,
    long inWindow,
    long tickets,
    UserSeries users) {}
