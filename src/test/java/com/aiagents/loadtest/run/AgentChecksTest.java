package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.agent.AgentService;
import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.unit.ClockOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentChecksTest {
  private static final Map<String, String> JARS = Map.of("functions", "abc", "casutg", "def");

  private static Map<String, String> facts() {
    return new HashMap<>(
        Map.of(
            AgentService.FACT_PROTOCOL,
            AgentService.PROTOCOL,
            AgentService.FACT_JMETER,
            PlanBuilder.jmeterVersion(),
            AgentService.FACT_JAVA,
            "17.0.15",
            AgentService.FACT_PAUSES,
            AgentService.TELLS_PAUSES,
            AgentService.FACT_JAR + "functions",
            "abc",
            AgentService.FACT_JAR + "casutg",
            "def"));
  }

  @Test
  void anAgentOfTheSameBuildHasNoProblem() {
    assertThat(AgentChecks.versions(facts(), JARS)).isEmpty();
  }

  @Test
  void everythingThatDiffersIsTold() {
    Map<String, String> facts = facts();
    facts.put(AgentService.FACT_PROTOCOL, "0");
    facts.put(AgentService.FACT_JMETER, "5.5");
    facts.put(AgentService.FACT_JAVA, "11.0.2");
    facts.put(AgentService.FACT_PAUSES, "");
    facts.put(AgentService.FACT_JAR + "functions", "xyz");
    facts.remove(AgentService.FACT_JAR + "casutg");
    facts.put(AgentService.FACT_JAR + "more", "1");
    assertThat(AgentChecks.versions(facts, JARS))
        .containsExactly(
            "comes from another version of the suite (found protocol 0, needed is "
                + AgentService.PROTOCOL
                + "): make its bundle anew",
            "found JMeter 5.5, needed is " + PlanBuilder.jmeterVersion(),
            "found Java 11.0.2, needed is 17 or later",
            "its Java does not tell how long it pauses: start it by scripts/load-test agent or its"
                + " bundle",
            "jar casutg: found none, needed is def as on this machine",
            "jar functions: found xyz, needed is abc as on this machine",
            "jar more: found 1, needed is none as on this machine");
  }

  @Test
  void aClockMayBeHalfASecondOffAndAsMuchMoreAsIsNotKnown() {
    assertThat(AgentChecks.clockProblem(new ClockOffset(-510, 10, 0))).isEmpty();
    assertThat(AgentChecks.clockProblem(new ClockOffset(2_511.4, 10, 0)))
        .hasValue("its clock is 2511 ms ahead (± 10 ms), allowed are 500 ms: let NTP set it");
    assertThat(AgentChecks.clockProblem(new ClockOffset(-501, 0, 0)))
        .hasValue("its clock is 501 ms behind (± 0 ms), allowed are 500 ms: let NTP set it");
  }
}
