package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentService;
import com.aiagents.loadtest.unit.ClockOffset;
import java.rmi.RemoteException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentLinkTest {
  private final MadeAgent agent = new MadeAgent();
  private final AgentLink link =
      new AgentLink(
          AgentAddress.parseAll("127.0.0.1:1099").get(0), agent, new ClockOffset(0, 1, 0), "RUN");

  @AfterEach
  void close() throws InterruptedException {
    link.close();
  }

  @Test
  void pausesBetweenTwoReadingsAreAddedUp() {
    link.ask();
    link.ask();
    link.ask();
    // it asks by itself, too
    int asked = agent.asked.get();
    Map<String, Double> readings = link.takeReadings();
    assertThat(readings.get("pause_millis")).isBetween(3 * 10.0, (asked + 1) * 10.0);
    assertThat(readings.get("longest_pause_millis")).isGreaterThanOrEqualTo(3.0);
    assertThat(readings).containsKey("late_millis");
  }

  @Test
  void anAgentThatHoldsBackRowsIsNotWhole() {
    agent.answers.put(AgentService.LOST, 7.0);
    link.ask();
    assertThat(link.facts().lost()).isEqualTo("7 rows could not be handed over");
    assertThat(link.lost()).isEmpty();
  }

  @Test
  void aTestThatEndedBeforeItBeganIsNoAgentAnyMore() {
    link.ask();
    link.refusedToBegin();
    assertThat(link.lost()).isEmpty();
    agent.answers.put(AgentService.RUNNING, 0.0);
    link.ask();
    link.refusedToBegin();
    assertThat(link.lost()).contains("its test ended before it began, see its log");
  }

  @Test
  void anAgentWithoutATestHasNoReadings() {
    agent.answers.put(AgentService.RUNNING, 0.0);
    link.ask();
    assertThat(link.takeReadings()).isEmpty();
  }

  private static final class MadeAgent implements AgentService {
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Double> answers =
        new HashMap<>(Map.of(RUNNING, 1.0, READY, 0.0, LOST, 0.0));

    @Override
    public synchronized Map<String, Double> ask(String run) {
      Map<String, Double> told = new HashMap<>(answers);
      told.put("pause_millis", 10.0);
      told.put("longest_pause_millis", (double) asked.incrementAndGet());
      return told;
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }

    @Override
    public long clock() {
      return 0;
    }

    @Override
    public String proof(String nonce) {
      return "";
    }

    @Override
    public String reach(String url) {
      return "";
    }

    @Override
    public void prepare(String run, Map<String, String> properties, byte[] tickets)
        throws RemoteException {}

    @Override
    public void go(String run) {}

    @Override
    public void change(String run, Map<String, String> properties) {}

    @Override
    public void stopNow(String run) {}

    @Override
    public void release(String run) {}
  }
}
