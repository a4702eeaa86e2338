/**
 * Ledger against history: what became of every ticket that was sent.
 *
 * <p>In: samples of the submit task (the {@link com.aiagents.loadtest.workflow.Ledger}), the
 * tickets of jobs that still wait, and rows of the history table. Out: a {@link
 * com.aiagents.loadtest.workflow.Fate} for each accepted ticket, and a line for each problem. The
 * expectation comes from the ledger only, never from the table that is checked. Both sides are
 * streams, sorted by ticket id and merged, with working files where they do not fit into memory; no
 * network.
 */
package com.aiagents.loadtest.workflow;
