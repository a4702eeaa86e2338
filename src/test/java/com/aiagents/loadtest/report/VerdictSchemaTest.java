package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.EvidenceOf;
import com.aiagents.loadtest.verdict.Judge;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Thresholds;
import com.aiagents.loadtest.verdict.Watched;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/verdict.schema.json is exact: it takes what is written, and nothing else. */
class VerdictSchemaTest {
  private static final Path FILE = Path.of("docs/verdict.schema.json");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/verdict.json");
  private static final Path AGENTS = Path.of("src/test/resources/golden/verdict-agents.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NASTY = MadeRuns.NASTY;
  private static final JsonSchema SCHEMA = read();

  @Test
  void isASchemaItself() throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    assertThat(meta.validate(Files.readString(FILE), InputFormat.JSON)).isEmpty();
  }

  @Test
  void takesTheGoldenVerdict() throws IOException {
    assertThat(problems(Files.readString(GOLDEN))).isEmpty();
    assertThat(problems(Files.readString(AGENTS))).isEmpty();
  }

  @Test
  void takesAVerdictOnNothing() throws IOException {
    EvidenceOf nothing = new EvidenceOf();
    nothing.scenario = "unknown";
    nothing.planned = Optional.empty();
    nothing.read = ReadSummary.NOTHING;
    nothing.series = new LoadSeries(1_000, List.of());
    nothing.doubt = Optional.of("the load was interrupted");
    nothing.database = Availability.MISSING;
    nothing.redis = Availability.MISSING;
    nothing.drained = null;
    nothing.clocks = Optional.empty();
    nothing.watched = Watched.nothing(Watched.By.UNKNOWN);
    assertTaken(nothing.build(), judged -> {});
  }

  @Test
  void takesARunOfWhichNobodyFollowedTheTickets() throws IOException {
    EvidenceOf run = sent(new EvidenceOf());
    run.database = Availability.DECLARED_NONE;
    run.clocks = Optional.of(Clocks.afterwards(new ClockOffset(-0.5, 0.1, 60_000), null, 1_000));
    run.read = new ReadSummary(500, 2, Optional.of(new Damage(1, 0, "no number")), true);
    assertTaken(
        run.build(),
        json -> {
          assertThat(json.has("tickets")).isFalse();
          assertThat(json.has("stages")).isFalse();
          assertThat(json.at("/clocks/drift").isNull()).isTrue();
          assertThat(json.at("/clocks/workerOffset").isNull()).isTrue();
        });
  }

  @Test
  void takesStagesWithoutATicketAndStretchesWithoutASample() throws IOException {
    EvidenceOf run = sent(new EvidenceOf());
    run.scenario = "endurance";
    run.workflow = Optional.of(new WorkflowRecorder(TimeWindow.ALWAYS).analysis(0));
    run.series =
        new LoadSeries(
            2_000,
            List.of(
                new LoadSeries.Point(0, 0, 0, -1, -1, -1, -1, 7.125, 9),
                new LoadSeries.Point(2_000, 3, 1, 5, 9, 9, 9, Double.NaN, 0)));
    assertTaken(
        run.build(),
        json -> {
          assertThat(json.at("/stages/3/p95").isNull()).isTrue();
          assertThat(json.at("/series/p95/0").isNull()).isTrue();
          assertThat(json.at("/series/users/1").isNull()).isTrue();
        });
  }

  @Test
  void takesTheLimitsOfLabelsOfAnyKind() throws IOException {
    String yaml =
        """
        labels:
          "<a & \\"b\\">\\nc]":
            errors: { pass: "<= 0", fail: "> 0" }
            success: { pass: "> 99%" }
            p50: { pass: "< 1s" }
            p90: { pass: "< 1s" }
            p95: { pass: "< 1s" }
            p99: { pass: "< 1s", fail: "> 2s" }
            p99.9: { pass: "< 1s" }
            mean: { pass: "< 1s" }
            max: { pass: "< 1s" }
            throughput: { pass: "> 1/s" }
          never sent:
            p95: { pass: "< 1s" }
        """;
    List<String> refused = new ArrayList<>();
    Thresholds thresholds = Thresholds.read(yaml, Map.of(), refused::add);
    assertThat(refused).isEmpty();
    Evidence evidence = sent(new EvidenceOf()).build();
    Judged judged = new Judged(Judge.judge(evidence, thresholds), evidence);
    JsonNode json = JSON.readTree(VerdictJson.render(judged));
    assertThat(problems(json.toString())).isEmpty();
    assertThat(json.get("criteria")).hasSize(21 + 11);
    assertThat(json.at("/criteria/21/interval").isNull()).isTrue();
    assertThat(json.toString()).contains("\"Infinity\"");
  }

  @ParameterizedTest
  @FieldSource("NASTY")
  void takesAnyText(String text) throws IOException {
    JudgedRun run =
        MadeRuns.run(
            text,
            List.of(text),
            MadeRuns.criterion("requests.errors[" + text + "]", Outcome.FAIL, text));
    assertThat(problems(VerdictJson.render(run.judged()))).isEmpty();
  }

  @Test
  void takesEveryKindOfLabelAndEveryOutcome() throws IOException {
    JsonNode json = golden();
    for (LabelStatistics.Kind kind : LabelStatistics.Kind.values()) {
      ((ObjectNode) json.at("/labels/0")).put("kind", kind.text());
      assertThat(problems(json.toString())).isEmpty();
    }
    for (Outcome outcome : Outcome.values()) {
      ((ObjectNode) json.at("/criteria/0")).put("outcome", outcome.name());
      assertThat(problems(json.toString())).isEmpty();
    }
  }

  /** Ids and words that a criterion may have are those that the judge gives. */
  @Test
  void namesEveryCriterionOfTheJudge() throws IOException {
    List<String> ids = new ArrayList<>();
    schema()
        .at("/properties/criteria/items/properties/id/anyOf/0/enum")
        .forEach(id -> ids.add(id.textValue()));
    assertThat(ids)
        .isEqualTo(MadeVerdict.judged().verdict().criteria().stream().map(Criterion::id).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/verdict",
        "/criteria/0/outcome",
        "/criteria/0/unit",
        "/criteria/0/id",
        "/labels/0/kind",
        "/stages/0/stage",
        "/criteria/0/observed",
        "/criteria/2/interval/1",
        "/schema"
      })
  void refusesAnotherWord(String where) throws IOException {
    JsonNode json = golden();
    int last = where.lastIndexOf('/');
    JsonNode in = json.at(where.substring(0, last));
    String key = where.substring(last + 1);
    if (in instanceof ArrayNode array) {
      array.set(Integer.parseInt(key), "SUCCESS");
    } else {
      ((ObjectNode) in).put(key, "SUCCESS");
    }
    String path = where.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    assertThat(problems(json.toString()))
        .anySatisfy(problem -> assertThat(problem).startsWith("$" + path + ":"));
  }

  @Test
  void refusesAMissingKeyWhereverItIsMissing() throws IOException {
    Set<String> optional = Set.of("tickets", "stages", "clocks", "agents");
    List<String> removed = new ArrayList<>();
    everyObject(
        (document, path, json) -> {
          for (String key : names(json)) {
            JsonNode value = json.remove(key);
            removed.add(path + "/" + key);
            if (!optional.contains(key)) {
              assertThat(problems(document.toString()))
                  .as("without %s/%s", path, key)
                  .anySatisfy(problem -> assertThat(problem).contains("'" + key + "'"));
            }
            json.set(key, value);
          }
        });
    assertThat(removed)
        .contains(
            "/verdict",
            "/criteria/0/proven",
            "/diagnosis/0/try",
            "/evidence/firstDamaged/byte",
            "/agents/0/lost");
  }

  @Test
  void refusesAnUnknownKeyWhereverItIs() throws IOException {
    List<String> paths = new ArrayList<>();
    everyObject(
        (document, path, json) -> {
          json.put("surprise", 1);
          paths.add(path);
          assertThat(problems(document.toString()))
              .as("surprise in %s", path)
              .anySatisfy(problem -> assertThat(problem).contains("'surprise'"));
          json.remove("surprise");
        });
    assertThat(paths)
        .contains("", "/criteria/0", "/diagnosis/0/instead/0", "/labels/1/topErrors/0", "/series");
  }

  @Test
  void describesEveryKeyAndDocsVerdictMdDoesToo() throws IOException {
    Set<String> keys = new TreeSet<>();
    describe(schema(), keys);
    assertThat(keys).contains("schema", "p99.9", "ruledOut", "workerOffset", "byte");
    String page = Files.readString(Path.of("docs/verdict.md"));
    String section = page.substring(page.indexOf("\n## verdict.json\n"));
    assertThat(section).contains("(verdict.schema.json)");
    for (String key : keys) {
      assertThat(
              Pattern.compile("`[\\w.]*(\\[\\])?\\.?" + Pattern.quote(key) + "(\\[\\])?`")
                  .matcher(section)
                  .find())
          .as("`%s` in docs/verdict.md", key)
          .isTrue();
    }
  }

  private static void describe(JsonNode node, Set<String> keys) {
    node.path("properties")
        .fields()
        .forEachRemaining(
            e -> {
              keys.add(e.getKey());
              assertThat(e.getValue().path("description").asText()).as(e.getKey()).isNotBlank();
            });
    if (node.has("properties")) {
      assertThat(node.get("additionalProperties").booleanValue()).isFalse();
    }
    node.forEach(child -> describe(child, keys));
  }

  /** Something that is done with an object of a document, and undone. */
  private interface Change {
    void in(JsonNode document, String path, ObjectNode object);
  }

  /** Does something with every object of the golden verdicts. */
  private static void everyObject(Change change) throws IOException {
    for (JsonNode document : List.of(golden(), JSON.readTree(AGENTS.toFile()))) {
      walk(document, "", document, change);
    }
  }

  private static void walk(JsonNode document, String path, JsonNode node, Change change) {
    if (node instanceof ObjectNode object) {
      change.in(document, path, object);
      names(object).forEach(key -> walk(document, path + "/" + key, object.get(key), change));
    }
    // the others are like the first two
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      walk(document, path + "/" + i, node.get(i), change);
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A run with thirty samples of one label, a third of them without success. */
  private static EvidenceOf sent(EvidenceOf run) {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    for (int i = 0; i < 30; i++) {
      load.row(new SampleOf(i * 1_000L, i, "<a & \"b\">\nc]", "500", "no", i % 3 > 0, 10, "", ""));
    }
    run.load = load.analysis();
    return run;
  }

  private static void assertTaken(Evidence evidence, Consumer<JsonNode> also) throws IOException {
    for (Diagnosis diagnosis : List.of(Diagnosis.NONE, Diagnosis.WITHOUT_TABLE)) {
      Judged judged = new Judged(Judge.judge(evidence), evidence, diagnosis);
      String text = VerdictJson.render(judged);
      assertThat(problems(text)).isEmpty();
      assertThat(JSON.readTree(text).get("diagnosis").isNull()).isEqualTo(!diagnosis.known());
      also.accept(JSON.readTree(text));
    }
  }

  private static JsonNode golden() throws IOException {
    return JSON.readTree(GOLDEN.toFile());
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(FILE.toFile());
  }

  /** What the schema refuses of a text, each as its place and why. */
  private static List<String> problems(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonSchema read() {
    try {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Files.readString(FILE), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
