package com.aiagents.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Scenarios;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jmeter.util.JMeterUtils;
import org.junit.jupiter.api.Test;

class JMeterServerTest {
  /** An agent serves many runs one after the other. */
  @Test
  void nothingOfARunIsLeftForTheNext() {
    new PlanBuilder().build(Scenarios.named("peak"));
    Properties properties = JMeterUtils.getJMeterProperties();
    JMeterServer jmeter = new JMeterServer();
    String language = properties.getProperty("language");

    jmeter.begin(Map.of("users", "30", "agent", "2", "language", "xx"));
    jmeter.change(Map.of("stop", "true", "ramp", "0"));
    properties.put("ticket.numbers", new AtomicLong(5));
    assertThat(jmeter.tickets()).isEqualTo(5);
    assertThat(properties).containsEntry("users", "30").containsEntry("stop", "true");

    jmeter.begin(Map.of("users", "7"));
    assertThat(jmeter.tickets()).isZero();
    assertThat(properties)
        .containsEntry("users", "7")
        .doesNotContainKeys("stop", "ramp", "agent", "ticket.numbers");
    assertThat(properties.getProperty("language")).isEqualTo(language);

    jmeter.begin(Map.of());
    assertThat(properties).doesNotContainKey("users");
    assertThat(jmeter.running()).isFalse();
  }

  @Test
  void aHeldTestWaitsAtTheGateUntilItMayGo() throws InterruptedException {
    new PlanBuilder().build(Scenarios.named("peak"));
    JMeterServer jmeter = new JMeterServer();
    jmeter.begin(Map.of());
    jmeter.hold();
    assertThat(jmeter.ready()).isFalse();
    Thread plan =
        new Thread((Runnable) JMeterUtils.getJMeterProperties().get(StartGate.NAME), "plan");
    plan.start();
    while (!jmeter.ready()) {
      Thread.onSpinWait();
    }
    assertThat(plan.isAlive()).isTrue();
    jmeter.go();
    plan.join(10_000);
    assertThat(plan.isAlive()).isFalse();
    jmeter.begin(Map.of());
    assertThat(JMeterUtils.getJMeterProperties()).doesNotContainKey(StartGate.NAME);
  }
}
