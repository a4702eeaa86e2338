package com.aiagents.loadtest.report;

import java.util.List;

/**
 * All that the page of a run shows.
 *
 * @param run the name of its folder
 * @param problems the first of its problem tickets, in the order of sending
 * @param problemCount of all of them
 * @param links to other files of the run's folder: names that are there
 */
public record RunReport(
    String run,
    Judged judged,
    RunFacts facts,
    List<TicketProblem> problems,
    long problemCount,
    List<String> links) {
  public RunReport {
    problems = List.copyOf(problems);
    links = List.copyOf(links);
  }
}
