package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Maven;
import com.aiagents.loadtest.unit.ShellWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Maven on the PATH: 3.8 or later, on a Java of 17 or later. */
record MavenCheck(Map<String, String> environment) implements Check {
  private static final Pattern VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)[\\w.-]*");
  private static final Pattern JAVA = Pattern.compile("Java version: (\\d+)[^,\\s]*");

  @Override
  public Subject subject() {
    return Subject.MAVEN;
  }

  @Override
  public String asked() {
    return "mvn -version";
  }

  @Override
  public String mend() {
    return Packages.install("maven", "maven");
  }

  @Override
  public String mendSilence() {
    return "mvn -version   # what does it wait for?";
  }

  @Override
  public Finding ask() throws IOException, InterruptedException {
    Path mvn;
    try {
      mvn = Maven.find(environment);
    } catch (EnvironmentException e) {
      return problem(e.getMessage(), mend());
    }
    Command.Output said = Command.run(environment, mvn.toString(), "-version");
    Matcher version = VERSION.matcher(said.text());
    if (said.status() != 0 || !version.find()) {
      return problem(
          mvn + " -version: ended with status " + said.status() + " and told no version", mend());
    }
    int major = Integer.parseInt(version.group(1));
    if (major < 3 || major == 3 && Integer.parseInt(version.group(2)) < 8) {
      return problem(mvn + ": found " + version.group() + ", allowed is 3.8 or later", mend());
    }
    Matcher java = JAVA.matcher(said.text());
    if (java.find() && Integer.parseInt(java.group(1)) < 17) {
      return problem(
          mvn + ": runs on Java " + java.group(1) + ", allowed is 17 or later: JAVA_HOME names it",
          "export JAVA_HOME=" + ShellWord.of(javaHome()));
    }
    return new Finding.Ok(version.group().replace("Apache Maven ", "") + " (" + mvn + ")");
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }

  private static Finding problem(String text, String mend) {
    return new Finding.Problem(Cause.ENVIRONMENT, text, mend);
  }
}
