package com.aiagents.loadtest.agent;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jmeter.protocol.http.sampler.HTTPSampleResult;
import org.apache.jmeter.samplers.AbstractSampleSender;
import org.apache.jmeter.samplers.RemoteSampleListener;
import org.apache.jmeter.samplers.SampleEvent;
import org.apache.jmeter.samplers.SampleResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands an agent's samples to the controller from a queue, and says that the test has ended only
 * when all of them arrived.
 *
 * <p>JMeter's own {@code StrippedAsynch} tells the end first and the last samples after it, when
 * the controller may have closed its file. Like it this one sends without the users' waiting for
 * the network, and without what no JTL of ours holds: the data of answers, headers, and bodies. A
 * user waits only while {@value #CAPACITY} samples are on their way. Named by JMeter's property
 * {@code mode}; made by the controller, works in the agent.
 */
public final class WholeSampleSender extends AbstractSampleSender implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WholeSampleSender.class);
  private static final int CAPACITY = 20_000;
  private static final int BATCH = 500;
  private static final int DEPTH = 3;
  private static final long LOOK_MILLIS = 50;
  private static final byte[] NOTHING = new byte[0];
  private static final AtomicLong LOST = new AtomicLong();

  private final RemoteSampleListener listener;
  private transient BlockingQueue<SampleEvent> queue;
  private transient volatile Thread worker;
  private transient volatile boolean ended;

  /** Whether the controller is given up; of the worker alone. */
  private transient boolean cutOff;

  /** For a listener of the controller; JMeter calls it. */
  public WholeSampleSender(RemoteSampleListener listener) {
    this.listener = listener;
  }

  /** Samples of this JVM that could not be handed over. */
  static long lost() {
    return LOST.get();
  }

  /** Where the test arrives; it begins to work with the first sample. */
  private Object readResolve() throws ObjectStreamException {
    queue = new ArrayBlockingQueue<>(CAPACITY);
    return this;
  }

  /** A test that never runs leaves no thread. */
  private synchronized void begin() {
    if (worker == null) {
      worker = new Thread(this::send, "load-test samples");
      worker.setDaemon(true);
      worker.start();
    }
  }

  @Override
  public void sampleOccurred(SampleEvent event) {
    strip(event.getResult(), DEPTH);
    if (worker == null) {
      begin();
    }
    try {
      queue.put(event);
    } catch (InterruptedException e) {
      // a user who is cut: what was measured is told all the same, if there is room
      if (!queue.offer(event)) {
        LOST.incrementAndGet();
      }
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void testEnded(String host) {
    ended = true;
    boolean interrupted = false;
    begin();
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      listener.testEnded(host);
    } catch (RemoteException e) {
      LOG.error("The controller could not be told that the test has ended: {}", e.toString());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    List<SampleEvent> batch = new ArrayList<>(BATCH);
    while (true) {
      SampleEvent first = next();
      if (first == null) {
        return;
      }
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
      if (cutOff) {
        LOST.addAndGet(batch.size());
      } else {
        handOver(batch);
      }
      batch.clear();
    }
  }

  private void handOver(List<SampleEvent> batch) {
    try {
      listener.processBatch(new ArrayList<>(batch));
    } catch (RemoteException e) {
      // a second attempt could bring the same rows twice; and a controller that is gone would hold
      // up each batch until its time is over, long after the load
      cutOff = true;
      LOST.addAndGet(batch.size());
      LOG.error(
          "{} samples could not be handed over, and no further ones are: {}",
          batch.size(),
          e.toString());
    }
  }

  /** The next sample; null when the test has ended and there is none. */
  private SampleEvent next() {
    while (true) {
      // asked first: all samples were queued before the end was told
      boolean last = ended;
      try {
        SampleEvent event = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null || last) {
          return event;
        }
      } catch (InterruptedException e) {
        // nobody ends it but the test
      }
    }
  }

  private static void strip(SampleResult result, int depth) {
    // counted before its data is gone
    result.setBodySize(result.getBodySizeAsLong());
    result.setBytes(result.getBytesAsLong());
    result.setResponseData(NOTHING);
    result.setRequestHeaders("");
    result.setResponseHeaders("");
    result.setSamplerData("");
    if (result instanceof HTTPSampleResult http) {
      http.setQueryString("");
    }
    if (depth > 0) {
      for (SampleResult sub : result.getSubResults()) {
        strip(sub, depth - 1);
      }
    }
  }
}
