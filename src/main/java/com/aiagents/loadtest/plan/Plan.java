package com.aiagents.loadtest.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JMeter test plan, as bytes.
 *
 * @param scenario the name of the scenario it was built from
 * @param bytes the JMX file, UTF-8
 */
public record Plan(String scenario, byte[] bytes) {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{__P\\(([a-z.]+),([^)]*)\\)}");

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

  /**
   * Every JMeter property that the plan reads, with the default it has there: set to these, a
   * JMeter that was configured with others runs the plan as it stands.
   */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    Matcher m = PROPERTY.matcher(new String(bytes, StandardCharsets.UTF_8));
    while (m.find()) {
      properties.put(m.group(1), m.group(2));
    }
    return properties;
  }

  /**
   * The same for a controller of agents: without the writer that writes in the GUI only, to which
   * JMeter would have every sample sent a second time.
   */
  public Plan forAgents() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String writer = "testname=\"" + PlanBuilder.GUI_WRITER + "\" enabled=\"";
    if (!text.contains(writer + "true")) {
      throw new IllegalStateException("the plan has no " + PlanBuilder.GUI_WRITER);
    }
    return new Plan(
        scenario, text.replace(writer + "true", writer + "false").getBytes(StandardCharsets.UTF_8));
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
