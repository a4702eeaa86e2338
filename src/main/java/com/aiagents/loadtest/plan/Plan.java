package com.aiagents.loadtest.plan;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A JMeter test plan, as bytes.
 *
 * @param scenario the name of the scenario it was built from
 * @param bytes the JMX file, UTF-8
 */
public record Plan(String scenario, byte[] bytes) {
  public Plan {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The name of its file under {@code jmx/}. */
  public String fileName() {
    return scenario + ".jmx";
  }

  /** SHA-256 of the bytes, in hex: what makes two runs comparable. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
