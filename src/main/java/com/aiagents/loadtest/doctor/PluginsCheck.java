package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.run.Project;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JMeter home that the build made, with the plugins of the versions that pom.xml names. */
record PluginsCheck(Project project) implements Check {
  @Override
  public Subject subject() {
    return Subject.PLUGINS;
  }

  @Override
  public String asked() {
    return "the JMeter home in " + project.build();
  }

  @Override
  public String mend() {
    // the build keeps a home whose note is there, whatever became of the home
    return "rm -f target/jmeter-home.json && mvn -B compile";
  }

  @Override
  public Finding ask() throws IOException {
    Path note = project.jmeterHome();
    Path home;
    try {
      home =
          Path.of(
              new ObjectMapper()
                  .readTree(note.toFile())
                  .path("configurations")
                  .path(0)
                  .path("jmeterDirectoryPath")
                  .asText());
    } catch (FileNotFoundException e) {
      return problem(note + ": not found, the build made no JMeter home yet");
    }
    String pom = Files.readString(project.pom());
    List<String> files =
        List.of(
            "bin/ApacheJMeter-" + version(pom, "jmeter.version") + ".jar",
            "lib/ext/jmeter-plugins-casutg-" + version(pom, "jmeter.casutg.version") + ".jar",
            "lib/ext/jmeter-plugins-cmn-jmeter-" + version(pom, "jmeter.cmn.version") + ".jar");
    for (String file : files) {
      if (!Files.isRegularFile(home.resolve(file))) {
        return problem(home + ": no " + file);
      }
    }
    return new Finding.Ok(
        "JMeter "
            + version(pom, "jmeter.version")
            + ", casutg "
            + version(pom, "jmeter.casutg.version")
            + ", cmn-jmeter "
            + version(pom, "jmeter.cmn.version"));
  }

  private String version(String pom, String property) throws IOException {
    Matcher value = Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<").matcher(pom);
    if (!value.find()) {
      throw new NoSuchFileException(project.pom().toString(), null, "names no " + property);
    }
    return value.group(1);
  }

  private Finding problem(String text) {
    return new Finding.Problem(Cause.ENVIRONMENT, text, mend());
  }
}
