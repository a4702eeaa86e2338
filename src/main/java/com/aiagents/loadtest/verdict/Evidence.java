package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.Stability;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a verdict is made of.
 *
 * @param scenario its name, or {@code unknown}
 * @param mix the task mix that was planned; empty if nobody wrote it down
 * @param planned users over time as they were planned; empty likewise
 * @param read what could be read of the samples
 * @param load what the samples say
 * @param doubt why the load cannot be trusted as a whole (interrupted, ended early, nothing sent);
 *     empty if it can
 * @param workflow what became of the accepted tickets
 * @param database whether the history table could be asked
 * @param redis whether the queue could be asked
 * @param drain what the drain found
 * @param tickets what became of all tickets, in numbers
 * @param problems lines of workflow-problems.csv by their word
 * @param clocks the clocks that the time of a workflow crosses
 * @param lost why a source that was named could not be asked after the load
 * @param stability what grew over the measured time; empty if that time is not known
 * @param watched what was seen of the target meanwhile
 * @param agents the load generators of a distributed run, in the order of their shares; empty if
 *     run.json names none
 */
public record Evidence(
    String scenario,
    Optional<TaskMix> mix,
    Optional<PlannedLoad> planned,
    ReadSummary read,
    LoadAnalysis load,
    Optional<String> doubt,
    Optional<WorkflowAnalysis> workflow,
    Availability database,
    Availability redis,
    Optional<Drained> drain,
    Optional<TicketCounts> tickets,
    Map<String, Long> problems,
    Optional<Clocks> clocks,
    Optional<String> lost,
    Optional<Stability> stability,
    Watched watched,
    List<Agent> agents) {
  public Evidence {
    agents = List.copyOf(agents);
    problems = Map.copyOf(problems);
  }

  /** Lines of workflow-problems.csv with a word. */
  long problems(String word) {
    return problems.getOrDefault(word, 0L);
  }

  /** Whether a source could give evidence. */
  public enum Availability {
    AVAILABLE,
    /** Not named, or it died: what needs it is INVALID. */
    MISSING,
    /** The target file says that there is none: what needs it does not apply. */
    DECLARED_NONE
  }
}
