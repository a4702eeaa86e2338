/**
 * The system under test and how to reach it: target files, URLs, the signature, the tenant, the
 * queue and the history table.
 *
 * <p>In: a target file or a URL, and the environment. Out: answers of the target as plain values.
 * Everything that talks to a target over the network lives here; secrets stay in fields and never
 * enter a message.
 */
package com.aiagents.loadtest.target;
