package com.aiagents.loadtest.live;

import com.aiagents.loadtest.samples.WorkflowRow;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a run leaves what it measures; none of the files need be there yet.
 *
 * @param samples the JTL while JMeter writes it
 * @param renamed the same file afterwards
 * @param tickets those that came to an end since they were asked for the last time
 */
public record RunFiles(
    Path samples, Path renamed, Path monitor, Supplier<List<WorkflowRow>> tickets) {}
