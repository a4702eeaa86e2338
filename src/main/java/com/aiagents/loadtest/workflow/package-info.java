/**
 * Ledger against history: what became of every ticket that was sent.
 *
 * <p>In: samples of the submit task (the {@link com.aiagents.loadtest.workflow.Ledger}) and rows of
 * the history table. Out: a {@link com.aiagents.loadtest.workflow.Fate} for each accepted ticket.
 * The expectation comes from the ledger only, never from the table that is checked. No I/O.
 */
package com.aiagents.loadtest.workflow;
