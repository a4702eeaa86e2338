/**
 * One execution of a plan against a target, from pre-flight to a complete run folder.
 *
 * <p>In: a scenario and a target. Out: a {@link com.aiagents.loadtest.run.RunFolder} with the
 * evidence. Starts Maven and with it JMeter, follows the samples while they come, drains, and asks
 * what became of the tickets. Judges nothing.
 */
package com.aiagents.loadtest.run;
