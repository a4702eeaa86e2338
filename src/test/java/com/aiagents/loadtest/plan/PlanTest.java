package com.aiagents.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.scenario.Burst;
import com.aiagents.loadtest.scenario.Endurance;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jmeter.save.SaveService;
import org.apache.jorphan.collections.HashTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlanTest {
  /** Classes of the casutg plugin: the thread groups of the users and their editors. */
  private static final String CASUTG = "(kg\\.apc|com\\.blazemeter)\\..*";

  private final PlanBuilder builder = new PlanBuilder();

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void committedPlansAreWhatTheBuilderWrites(Scenario scenario) throws IOException {
    // stale? scripts/load-test plan writes them again
    Plan plan = builder.build(scenario);
    assertThat(new String(plan.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(Path.of("jmx", plan.fileName())));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theSameScenarioGivesTheSameBytesInAnyLocale(Scenario scenario) {
    byte[] expected = builder.build(scenario).bytes();
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("fr-FR", "tr-TR", "ar-EG-u-nu-arab")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(new PlanBuilder().build(scenario).bytes()).as(tag).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void holdsOnlyElementsOfJMeterAndCasutg(Scenario scenario) throws Exception {
    Set<String> classes = new TreeSet<>();
    for (Element element : elements(builder.build(scenario))) {
      classes.add(element.getAttribute("testclass"));
      classes.add(element.getAttribute("guiclass"));
    }
    classes.remove("");
    assertThat(classes)
        .isNotEmpty()
        .allMatch(
            name ->
                // JMeter writes its own classes by their simple name
                !name.contains(".")
                    || name.startsWith("org.apache.jmeter.")
                    || name.startsWith("kg.apc.jmeter.threads.")
                    || name.startsWith("com.blazemeter.jmeter.threads."));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyElementHasANameAndAnEditor(Scenario scenario) throws Exception {
    for (Element element : elements(builder.build(scenario))) {
      if (element.hasAttribute("testclass")) {
        assertThat(element.getAttribute("testname")).as(element.getTagName()).isNotBlank();
        assertThat(element.getAttribute("guiclass")).as(element.getTagName()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void loadingAndSavingInJMeterChangesNothing(Scenario scenario) throws IOException {
    byte[] bytes = builder.build(scenario).bytes();
    Path file = Files.createTempFile("plan", ".jmx");
    try {
      Files.write(file, bytes);
      HashTree tree = SaveService.loadTree(file.toFile());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SaveService.saveTree(tree, out);
      assertThat(out.toString(StandardCharsets.UTF_8).strip())
          .isEqualTo(new String(bytes, StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void agentsSendNoSampleTwice() {
    Plan plan = new PlanBuilder().build(Scenarios.named("peak"));
    String whole = new String(plan.bytes(), StandardCharsets.UTF_8);
    String enabled = "testname=\"JTL of the GUI\" enabled=\"true\"";
    assertThat(whole).contains(enabled);
    assertThat(new String(plan.forAgents().bytes(), StandardCharsets.UTF_8))
        .isEqualTo(whole.replace(enabled, enabled.replace("true", "false")));
  }

  @Test
  void writesTheNumbersOfAScaledScenario() throws Exception {
    Plan plan = builder.build(Burst.scenario().lasting(Duration.ofSeconds(60)));
    String xml = new String(plan.bytes(), StandardCharsets.UTF_8);
    assertThat(xml)
        .contains("${__P(warmup,8)}", "${__P(ramp,2)}", "${__P(hold,30)}", "${__P(cooldown,8)}")
        .contains("${__P(recovery,12)}", "${__P(base.users,10)}", "${__P(users,200)}");
  }

  @Test
  void asksForNoReadThatTheTargetLacks() {
    Scenario without =
        Endurance.scenario()
            .withMix(
                Endurance.scenario()
                    .mix()
                    .without(
                        Set.of(
                            com.aiagents.loadtest.scenario.Task.HISTORY,
                            com.aiagents.loadtest.scenario.Task.TICKET)));
    assertThat(new String(builder.build(without).bytes(), StandardCharsets.UTF_8))
        .doesNotContain("GET /enhancements/")
        .contains("submit=${__P(weight.submit,10)} metrics=${__P(weight.metrics,2)}");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void usersRunNoScript(Scenario scenario) throws Exception {
    // a call of a script costs more than the request, and its compilation holds up all users
    List<String> scripts = new ArrayList<>();
    for (Element element : elements(builder.build(scenario))) {
      if (element.getAttribute("testclass").startsWith("JSR223")) {
        scripts.add(element.getAttribute("testname"));
        assertThat(property(element, "cacheKey")).isEqualTo("true");
      }
    }
    assertThat(scripts).containsExactly("Open the run", "Close the run");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theCommentTellsEveryPropertyAndSoDoTheDocs(Scenario scenario) throws Exception {
    Plan plan = builder.build(scenario);
    String comment = null;
    for (Element element : elements(plan)) {
      if (element.getAttribute("name").equals("TestPlan.comments")) {
        comment = element.getTextContent();
        break;
      }
    }
    String docs = Files.readString(Path.of("docs/scenarios.md"));
    for (Map.Entry<String, String> property : plan.properties().entrySet()) {
      assertThat(comment).contains(property.getKey() + "=" + property.getValue());
      assertThat(docs).contains("`" + property.getKey() + "`");
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyElementSaysWhatItIsFor(Scenario scenario) throws Exception {
    for (Element element : elements(builder.build(scenario))) {
      // not the parts of an element, which have no comment of their own in the GUI
      if (element.hasAttribute("testclass") && !element.getTagName().equals("elementProp")) {
        List<String> comments = new ArrayList<>();
        for (org.w3c.dom.Node c = element.getFirstChild(); c != null; c = c.getNextSibling()) {
          if (c instanceof Element e && e.getAttribute("name").equals("TestPlan.comments")) {
            comments.add(e.getTextContent());
          }
        }
        assertThat(comments).as(element.getAttribute("testname")).hasSize(1);
        assertThat(comments.get(0)).as(element.getAttribute("testname")).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void threadGroupsUseNoVariables(Scenario scenario) throws Exception {
    // the editor of a stepping thread group evaluates functions without the plan's variables, and a
    // plan whose fields need them does not open in the GUI
    for (Element element : elements(builder.build(scenario))) {
      if (element.getAttribute("guiclass").matches(CASUTG)) {
        assertThat(element.getTextContent()).doesNotContainPattern("\\$\\{(?!__)");
      }
    }
  }

  @Test
  void aTouchedPlanIsStale(@TempDir Path folder) throws IOException {
    PlanFolder plans = new PlanFolder(folder);
    assertThat(plans.stale())
        .extracting(Plan::scenario)
        .isEqualTo(scenarios().stream().map(Scenario::name).toList());
    for (Plan plan : plans.stale()) {
      Files.write(plans.fileOf(plan), plan.bytes());
    }
    assertThat(plans.stale()).isEmpty();
    Path peak = folder.resolve("peak.jmx");
    byte[] bytes = Files.readAllBytes(peak);
    bytes[bytes.length / 2] ^= 1;
    Files.write(peak, bytes);
    assertThat(plans.stale()).extracting(Plan::scenario).containsExactly("peak");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void tellsEveryPropertyItReads(Scenario scenario) {
    Plan plan = builder.build(scenario);
    Map<String, String> properties = plan.properties();
    assertThat(properties)
        .containsEntry("users", Integer.toString(scenario.profile().topUsers()))
        .containsEntry("signature", "sha256={hex}")
        .containsEntry("path.webhook", "/webhooks/servicedesk/{tenant_id}");
    String text = new String(plan.bytes(), StandardCharsets.UTF_8);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      text = text.replace("${__P(" + property.getKey() + "," + property.getValue() + ")}", "");
    }
    assertThat(text).doesNotContain("__P(", "__property(");
  }

  /** The only property of that name. */
  private static String property(Element element, String name) {
    NodeList strings = element.getElementsByTagName("stringProp");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < strings.getLength(); i++) {
      Element string = (Element) strings.item(i);
      if (string.getAttribute("name").equals(name)) {
        found.add(string.getTextContent());
      }
    }
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static List<Element> elements(Plan plan) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(plan.bytes()));
    NodeList all = document.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }
}
