package com.aiagents.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the comparison of two plans finds, and what it passes over. */
class MeaningTest {
  private static final Path PEAK = Path.of("jmx", "peak.jmx");

  @TempDir private Path folder;

  @Test
  void aPlanMeansTheSameAsItself() throws IOException {
    assertThat(Meaning.differences(PEAK, PEAK)).isEmpty();
  }

  @Test
  void anotherValueIsADifference() throws IOException {
    assertThat(differences("name=\"HTTPSampler.method\">POST<", "name=\"HTTPSampler.method\">PUT<"))
        .singleElement()
        .asString()
        .endsWith("[HTTPSampler.method]: 'POST', the other has 'PUT'");
  }

  @Test
  void aDefaultThatIsLeftOutIsNone() throws IOException {
    assertThat(differences("<boolProp name=\"TestPlan.functional_mode\">false</boolProp>", ""))
        .isEmpty();
    assertThat(differences(" enabled=\"true\"", "")).isEmpty();
  }

  @Test
  void aValueThatIsLeftOutIsOne() throws IOException {
    assertThat(differences("<boolProp name=\"TestPlan.tearDown_on_shutdown\">true</boolProp>", ""))
        .singleElement()
        .asString()
        .endsWith("[TestPlan.tearDown_on_shutdown]: 'true', the other has none");
    assertThat(differences("<stringProp name=\"cacheKey\">true</stringProp>", "")).hasSize(2);
  }

  @Test
  void whatNoGetterTellsIsADifferenceUnlessBothHaveIt() throws IOException {
    assertThat(
            differences(
                "<boolProp name=\"TestPlan.functional_mode\">",
                "<stringProp name=\"unknown\">x</stringProp><boolProp name=\"TestPlan.functional_mode\">"))
        .singleElement()
        .asString()
        .endsWith("[unknown]: absent, the other has 'x'");
  }

  @Test
  void anotherNameOrADisabledElementIsADifference() throws IOException {
    assertThat(differences("testname=\"AI Agents ", "testname=\"")).hasSize(1);
    assertThat(differences("peak\" enabled=\"true\"", "peak\" enabled=\"false\""))
        .singleElement()
        .asString()
        .endsWith("[TestElement.enabled]: 'true', the other has 'false'");
  }

  /** Between a plan and a copy in which a text was replaced. */
  private List<String> differences(String text, String replacement) throws IOException {
    String plan = Files.readString(PEAK);
    assertThat(plan).contains(text);
    Path changed = folder.resolve("changed.jmx");
    Files.writeString(changed, plan.replace(text, replacement));
    return Meaning.differences(PEAK, changed);
  }
}
