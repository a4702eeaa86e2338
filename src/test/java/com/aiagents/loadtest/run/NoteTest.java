package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.RunFile.TargetFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What run.json says of the reasons why a run ended and nothing was proven. */
class NoteTest {
  private static final TargetFacts FOUND =
      new TargetFacts("shop", "http://localhost:8000", "t", "named", "named", null);
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          finished,    -,              gone
          aborted,     401,            401; no proof: gone
          interrupted, 'by ; the user','by ; the user; no proof: gone'
          """)
  void theProofThatWasAddedTakesItsReasonAway(String state, String note, String unproven)
      throws Exception {
    RunFile without = run(state, note).unproven("gone");
    assertThat(without.target().database()).isEqualTo("lost");
    assertThat(without.note()).isEqualTo(unproven);
    without.write(file());
    RunFile proven = RunFile.read(file()).proven(FOUND, null, null, null);
    assertThat(proven.note()).isEqualTo(note);
    assertThat(proven.target()).isEqualTo(FOUND);
    assertThat(proven.state()).isEqualTo(state);
  }

  @Test
  void whyALoadEndedStays() throws Exception {
    assertThat(run("aborted", "401").proven(FOUND, null, null, null).note()).isEqualTo("401");
  }

  private RunFile run(String state, String note) throws IOException {
    Files.writeString(
        file(),
        """
        { "schema": 1, "run": "20261126-094501-BASELINE", "state": "%s", "note": %s,
          "target": { "name": "shop", "url": "http://localhost:8000", "database": "named" } }
        """
            .formatted(state, note == null ? "null" : '"' + note + '"'));
    return RunFile.read(file());
  }

  private Path file() {
    return folder.resolve("run.json");
  }
}
