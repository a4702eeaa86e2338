/**
 * The embedded target: the system under test in small, with a real PostgreSQL and a real Redis.
 *
 * <p>An island. It runs as a JVM of its own, started by {@link
 * com.aiagents.loadtest.embedded.EmbeddedTarget}; the suite reaches it over HTTP, Redis and SQL
 * only. A webhook enters through {@link com.aiagents.loadtest.embedded.Api}, waits in the {@link
 * com.aiagents.loadtest.embedded.JobQueue}, and the {@link
 * com.aiagents.loadtest.embedded.WorkerPool} turns it into a row of the {@link
 * com.aiagents.loadtest.embedded.Database}.
 *
 * <p>It goes wrong on demand: {@link com.aiagents.loadtest.embedded.Faults} reads what is asked
 * for, the one class that the launcher knows of this package. Faults of single tickets are {@link
 * com.aiagents.loadtest.embedded.TicketFaults}, those in time follow the {@link
 * com.aiagents.loadtest.embedded.Timeline}.
 */
package com.aiagents.loadtest.embedded;
