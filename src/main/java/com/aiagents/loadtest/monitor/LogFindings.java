package com.aiagents.loadtest.monitor;

import java.util.Optional;

/**
 * What the application log said during a run.
 *
 * @param lines all lines that could be read
 * @param errors those that match the error pattern
 * @param lost why the log is not known to its end; empty if it is
 */
public record LogFindings(long lines, long errors, Optional<String> lost) {}
