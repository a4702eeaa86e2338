package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CI files: what they run is what the docs say, and what the launcher understands. */
class WorkflowFileTest {
  private static final Path WORKFLOW = Path.of(".github/workflows/load-test.yml");
  private static final Path DOC = Path.of("docs/ci.md");

  /** A fenced block, and its language. */
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  /** A launcher's command line, to the end of what the shell would take for it. */
  private static final Pattern COMMAND =
      Pattern.compile("scripts/(?:load-test|run-all\\.sh)((?: +[^|&;'`#\\s]+)*)");

  private static JsonNode jobs;

  @BeforeAll
  static void parse() throws IOException {
    JsonNode root = new YAMLMapper().readTree(WORKFLOW.toFile());
    jobs = root.get("jobs");
    assertThat(root.get("permissions")).hasToString("{\"contents\":\"read\"}");
  }

  @Test
  void everyCommandStandsInTheDocs() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path doc : List.of(Path.of("README.md"), DOC)) {
      fenced(doc).map(block -> block.group(2)).flatMap(String::lines).forEach(shown::add);
    }
    List<String> run = steps().filter(s -> s.has("run")).map(s -> s.get("run").asText()).toList();
    assertThat(run).hasSizeGreaterThanOrEqualTo(3);
    for (String command : run) {
      assertThat(shown).containsAll(command.strip().lines().toList());
    }
  }

  @Test
  void everyJobHasATimeLimitAndKeepsWhatItMadeWhateverCameOfIt() {
    assertThat(jobs).isNotEmpty();
    for (JsonNode job : jobs) {
      assertThat(job.get("timeout-minutes").asInt()).isBetween(1, 120);
      JsonNode steps = job.get("steps");
      JsonNode last = steps.get(steps.size() - 1);
      assertThat(last.get("uses").asText()).startsWith("actions/upload-artifact@v");
      assertThat(last.get("if").asText()).isEqualTo("always()");
      assertThat(job.toString()).doesNotContain("continue-on-error");
    }
  }

  @Test
  void everyActionIsOfAPinnedMajorVersion() throws IOException {
    List<String> used =
        steps().filter(s -> s.has("uses")).map(s -> s.get("uses").asText()).toList();
    assertThat(used).isNotEmpty().allMatch(name -> name.matches("actions/[a-z-]+@v\\d+"));
  }

  @Test
  void everySecretIsExplained() throws IOException {
    String doc = Files.readString(DOC);
    List<String> names =
        Pattern.compile("secrets\\.(\\w+)")
            .matcher(Files.readString(WORKFLOW))
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(names).contains("LOAD_TEST_HOST", "LOAD_TEST_WEBHOOK_SECRET");
    assertThat(names).allMatch(name -> doc.contains("| `" + name) || doc.contains(", `" + name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commandLines")
  void theLauncherUnderstands(String line) {
    String[] words =
        line.replace("${LOAD_TEST_HOST:+\"$LOAD_TEST_HOST\"}", "http://h:1").split(" ");
    assertThatCode(() -> LoadTest.commandLine(Map.of(), words).parseArgs(words))
        .doesNotThrowAnyException();
  }

  @Test
  void theSnippetsOfAllThreeAreLookedAt() throws IOException {
    List<String> lines = commandLines().toList();
    // the workflow, its commands in the docs, GitLab and Jenkins
    assertThat(lines).filteredOn("run baseline --duration 60s"::equals).hasSize(4);
    assertThat(lines).filteredOn(line -> line.startsWith("run all")).hasSize(4);
    assertThat(lines).anyMatch(line -> line.startsWith("gate "));
  }

  @Test
  void theGitLabFileIsYaml() throws IOException {
    JsonNode file =
        new YAMLMapper()
            .readTree(
                fenced(DOC).filter(b -> b.group(1).equals("yaml")).findFirst().get().group(2));
    assertThat(file.at("/.load-test/artifacts/when").asText()).isEqualTo("always");
    for (String job : List.of("baseline", "suite")) {
      assertThat(file.at("/" + job + "/extends").asText()).isEqualTo(".load-test");
      assertThat(file.at("/" + job + "/artifacts/reports/junit").asText()).endsWith("/junit.xml");
    }
  }

  /** The arguments of every launcher's command in the workflow and the page about CI. */
  static Stream<String> commandLines() throws IOException {
    List<String> texts = new ArrayList<>();
    steps().filter(s -> s.has("run")).map(s -> s.get("run").asText()).forEach(texts::add);
    texts.add(Files.readString(DOC));
    return texts.stream()
        .flatMap(text -> COMMAND.matcher(text).results())
        .filter(m -> !m.group(1).isBlank())
        .map(m -> (m.group().startsWith("scripts/run-all") ? "run all --host" : "") + m.group(1))
        .map(String::strip);
  }

  private static Stream<JsonNode> steps() throws IOException {
    if (jobs == null) {
      parse();
    }
    List<JsonNode> steps = new ArrayList<>();
    jobs.forEach(job -> job.get("steps").forEach(steps::add));
    return steps.stream();
  }

  private static Stream<MatchResult> fenced(Path doc) throws IOException {
    return FENCE.matcher(Files.readString(doc)).results();
  }
}
