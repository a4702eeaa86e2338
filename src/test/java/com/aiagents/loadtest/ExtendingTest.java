package com.aiagents.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.plan.Plan;
import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Monday;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/extending.md: the scenario that it adds is a class that is compiled and made a plan. */
class ExtendingTest {
  private static final Path DOC = Path.of("docs/extending.md");
  private static final Path SCENARIOS =
      Path.of("src/main/java/com/aiagents/loadtest/scenario/Scenarios.java");

  @Test
  void theDocShowsTheWholeClass() throws IOException {
    assertThat(Files.readString(DOC))
        .contains(
            "```java\n"
                + Files.readString(
                    Path.of("src/test/java/com/aiagents/loadtest/scenario/Monday.java"))
                + "```\n");
  }

  @Test
  void theLineThatRegistersItIsTheListAndOneMore() throws IOException {
    assertThat(registered(Files.readString(DOC)))
        .isEqualTo(registered(Files.readString(SCENARIOS)) + ",Monday.scenario()");
  }

  @Test
  void itsPlanHasItsNumbers() {
    Scenario monday = Monday.scenario();
    Plan plan = new PlanBuilder().build(monday);
    assertThat(plan.fileName()).isEqualTo("monday.jmx");
    assertThat(plan.properties())
        .containsEntry("users", "40")
        .containsEntry("base.users", "5")
        .containsEntry("warmup", "60")
        .containsEntry("ramp", "120")
        .containsEntry("hold", "300")
        .containsEntry("think.min", "2000")
        .containsEntry("weight.submit", "6");
    assertThat(new String(plan.bytes(), StandardCharsets.UTF_8)).contains(monday.purpose());
  }

  @Test
  void isValidAtItsShortest() {
    Scenario monday = Monday.scenario();
    assertThat(monday.lasting(monday.shortest()).profile().phases())
        .hasSize(5)
        .allMatch(p -> p.to().minus(p.from()).toSeconds() >= 3);
    assertThat(Scenarios.all()).doesNotContain(monday);
  }

  /** The members of the list, without spaces. */
  private static String registered(String text) {
    Matcher list =
        Pattern.compile("ALL =\\s+List\\.of\\((.*?)\\);\\s", Pattern.DOTALL).matcher(text);
    assertThat(list.find()).isTrue();
    return list.group(1).replaceAll("\\s", "");
  }
}
