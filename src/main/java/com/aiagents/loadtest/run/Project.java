package com.aiagents.loadtest.run;

import java.nio.file.Path;

/**
 * Where the suite's own files are.
 *
 * @param home the folder with pom.xml
 */
public record Project(Path home) {
  /** The project that the launcher script belongs to, else the working directory. */
  public static Project current() {
    String home = System.getProperty("load-test.home");
    return new Project(Path.of(home == null ? "" : home).toAbsolutePath().normalize());
  }

  /** The committed plans. */
  public Path plans() {
    return home.resolve("jmx");
  }

  /** The tickets that scenarios draw from. */
  public Path tickets() {
    return home.resolve("data/tickets.csv");
  }

  /** The limits that runs are judged by unless told otherwise; need not be there. */
  public Path thresholds() {
    return home.resolve("data/thresholds.yaml");
  }

  /** What may be behind a verdict that is not PASS; need not be there. */
  public Path diagnosis() {
    return home.resolve("data/diagnosis.yaml");
  }

  /** Where runs leave their folders unless told otherwise. */
  public Path results() {
    return home.resolve("results");
  }

  /** The build, with the versions of JMeter and its plugins. */
  public Path pom() {
    return home.resolve("pom.xml");
  }

  Path guard() {
    return home.resolve("scripts/guard");
  }

  /** The note in which the build tells where its JMeter home is. */
  public Path jmeterHome() {
    return build().resolve("jmeter-home.json");
  }

  /** The functions of the plans, for JMeter; need not be there. */
  public Path functions() {
    return build().resolve("load-test-functions.jar");
  }

  /** JMeter's settings for every run of this suite. */
  public Path settings() {
    return plans().resolve("load-test.properties");
  }

  /** The compiled suite. */
  public Path classes() {
    return build().resolve("classes");
  }

  /** What the build makes; may be removed at any time. */
  public Path build() {
    return home.resolve("target");
  }
}
