package com.aiagents.loadtest.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JMeter that the build made.
 *
 * @param home its folder, with {@code bin} and {@code lib}
 * @param jar what starts it
 */
public record JMeterInstallation(Path home, Path jar) {
  /**
   * Finds it by the note of the build.
   *
   * @throws EnvironmentException if there is none
   */
  public static JMeterInstallation of(Project project) throws EnvironmentException, IOException {
    Path note = project.jmeterHome();
    JsonNode found;
    try {
      found = new ObjectMapper().readTree(note.toFile()).path("configurations").path(0);
    } catch (FileNotFoundException e) {
      throw none(note + " not found");
    } catch (JsonProcessingException e) {
      throw none(note + " is no JSON");
    }
    if (!found.hasNonNull("jmeterDirectoryPath") || !found.hasNonNull("runtimeJarName")) {
      throw none(note + " names none");
    }
    Path home = Path.of(found.get("jmeterDirectoryPath").asText());
    Path jar = home.resolve("bin").resolve(found.get("runtimeJarName").asText());
    if (!Files.isRegularFile(jar)) {
      throw none(jar + " not found");
    }
    return new JMeterInstallation(home, jar);
  }

  private static EnvironmentException none(String found) {
    return new EnvironmentException(
        "no JMeter: " + found + "; rm -f target/jmeter-home.json && mvn -B compile makes it");
  }

  /** Where plugins are. */
  public Path extensions() {
    return home.resolve("lib/ext");
  }
}
