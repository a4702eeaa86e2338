package com.aiagents.loadtest.doctor;

/** What the doctor looks at, in the order of its lines. */
public enum Subject {
  JAVA("Java", ""),
  MAVEN("Maven", ""),
  DISK("Disk", ""),
  TICKETS("Tickets", ""),
  PLANS("Plans", ""),
  PLUGINS("Plugins", ""),
  TARGET_PORT("Port 8000", ""),
  PAGE_PORT("Port 8089", ""),
  TARGET("Target", "it is not known what the target is"),
  HOST("Host", "the host cannot be reached"),
  TLS("TLS", "there is no TLS connection"),
  HEALTH("Health", "the target is not healthy"),
  METRICS("Metrics", ""),
  SECRET("Secret", "no signing secret is set"),
  SIGNATURE("Signature", ""),
  TENANT("Tenant", ""),
  DATABASE("Database", "the database cannot be reached"),
  REDIS("Redis", ""),
  LOG("Log", "");

  private final String label;
  private final String lacking;

  Subject(String label, String lacking) {
    this.label = label;
    this.lacking = lacking;
  }

  /** The name for people, at most 15 characters. */
  public String label() {
    return label;
  }

  /** What a problem with it means for those that depend on it; empty if none does. */
  String lacking() {
    return lacking;
  }
}
