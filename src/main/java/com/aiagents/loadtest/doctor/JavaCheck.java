package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;

/** The Java that runs the launcher: 17 or later. */
record JavaCheck(Runtime.Version version) implements Check {
  private static final int LEAST = 17;

  @Override
  public Subject subject() {
    return Subject.JAVA;
  }

  @Override
  public String asked() {
    return "Java";
  }

  @Override
  public String mend() {
    return Packages.install("openjdk-17-jdk", "openjdk@17");
  }

  @Override
  public Finding ask() {
    String number =
        version.version().stream().map(String::valueOf).reduce((a, b) -> a + "." + b).orElse("");
    return version.feature() >= LEAST
        ? new Finding.Ok(number)
        : new Finding.Problem(
            Cause.ENVIRONMENT, "found " + number + ", allowed is " + LEAST + " or later", mend());
  }
}
