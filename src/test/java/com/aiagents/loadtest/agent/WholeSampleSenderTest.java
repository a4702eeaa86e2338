package com.aiagents.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.jmeter.samplers.RemoteSampleListener;
import org.apache.jmeter.samplers.SampleEvent;
import org.apache.jmeter.samplers.SampleResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeSampleSenderTest {
  private static final List<String> HEARD = new ArrayList<>();
  private static volatile CountDownLatch slow;
  private static volatile boolean broken;

  @BeforeEach
  void prepare() {
    new PlanBuilder().build(Scenarios.named("peak"));
    HEARD.clear();
    slow = new CountDownLatch(1);
    broken = false;
  }

  @Test
  void theEndIsToldAfterTheLastSample() throws Exception {
    WholeSampleSender sender = arrived();
    for (int i = 0; i < 2_000; i++) {
      sender.sampleOccurred(event("s" + i));
    }
    Thread end = new Thread(() -> sender.testEnded("h1:1099"));
    end.start();
    assertThat(HEARD).isEmpty();
    slow.countDown();
    end.join();
    assertThat(HEARD).hasSize(2_001).endsWith("s1999", "end of h1:1099").startsWith("s0");
  }

  @Test
  void whatNoJtlHoldsIsNotSentAndTheSizesAre() throws Exception {
    slow.countDown();
    WholeSampleSender sender = arrived();
    SampleEvent event = event("s");
    event.getResult().setHeadersSize(100);
    sender.sampleOccurred(event);
    sender.testEnded("h1:1099");
    assertThat(event.getResult().getBytesAsLong()).isEqualTo(109);
    assertThat(event.getResult().getResponseData()).isEmpty();
    assertThat(event.getResult().getRequestHeaders()).isEmpty();
    assertThat(event.getResult().getSamplerData()).isEmpty();
  }

  @Test
  void whatCannotBeHandedOverIsCounted() throws Exception {
    slow.countDown();
    broken = true;
    long before = WholeSampleSender.lost();
    WholeSampleSender sender = arrived();
    sender.sampleOccurred(event("s1"));
    sender.sampleOccurred(event("s2"));
    sender.testEnded("h1:1099");
    assertThat(WholeSampleSender.lost() - before).isEqualTo(2);
  }

  @Test
  void afterAFailureNothingMoreIsSentAndAllIsCounted() throws Exception {
    slow.countDown();
    broken = true;
    long before = WholeSampleSender.lost();
    WholeSampleSender sender = arrived();
    sender.sampleOccurred(event("s1"));
    while (WholeSampleSender.lost() == before) {
      Thread.onSpinWait();
    }
    broken = false;
    sender.sampleOccurred(event("s2"));
    sender.testEnded("h1:1099");
    assertThat(WholeSampleSender.lost() - before).isEqualTo(2);
    assertThat(HEARD).containsExactly("end of h1:1099");
  }

  @Test
  void aTestThatNeverRunsLeavesNoThread() throws Exception {
    arrived();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .doesNotContain("load-test samples");
  }

  /** As it comes to the agent. */
  private static WholeSampleSender arrived() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new WholeSampleSender(new Listener()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (WholeSampleSender) in.readObject();
    }
  }

  private static SampleEvent event(String label) {
    SampleResult result = new SampleResult();
    result.setSampleLabel(label);
    result.setResponseData("an answer", "UTF-8");
    result.setRequestHeaders("X-ServiceDesk-Signature: x");
    result.setSamplerData("POST data");
    return new SampleEvent(result, "group");
  }

  private static final class Listener implements RemoteSampleListener, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void processBatch(List<SampleEvent> samples) throws RemoteException {
      if (broken) {
        throw new RemoteException("cut");
      }
      try {
        slow.await();
      } catch (InterruptedException e) {
        throw new RemoteException("interrupted", e);
      }
      samples.forEach(sample -> HEARD.add(sample.getResult().getSampleLabel()));
    }

    @Override
    public void testEnded(String host) {
      HEARD.add("end of " + host);
    }

    @Override
    public void testStarted() {}

    @Override
    public void testStarted(String host) {}

    @Override
    public void testEnded() {}

    @Override
    public void sampleOccurred(SampleEvent event) {}

    @Override
    public void sampleStarted(SampleEvent event) {}

    @Override
    public void sampleStopped(SampleEvent event) {}
  }
}
