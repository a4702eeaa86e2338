package com.aiagents.loadtest.functions;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__randomUuid()}}: a random UUID (RFC 9562, section 5.4). JMeter's {@code __UUID} takes
 * its bits from a source that one user at a time may ask; an id that only has to differ needs no
 * such bits, so each user has a source of its own.
 */
public final class RandomUuid extends PlanFunction {
  /** A function that JMeter makes. */
  public RandomUuid() {
    super("__randomUuid");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version = random.nextLong() & ~0xF000L | 0x4000L;
    long variant = random.nextLong() >>> 2 | 1L << 63;
    return new UUID(version, variant).toString();
  }
}
