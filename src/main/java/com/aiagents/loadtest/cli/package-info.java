/**
 * The launcher's commands, their exit codes, and the wiring of all steps.
 *
 * <p>A command parses options, calls the steps with typed values and maps what came of it to an
 * exit code. What was wrong is said in one line on standard error.
 */
package com.aiagents.loadtest.cli;
