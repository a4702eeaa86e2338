package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.verdict.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitReportTest {
  private static final List<String> NASTY = MadeRuns.NASTY;

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    Golden.assertSame("junit.xml", locale, () -> JUnitReport.render(List.of(made()), false));
  }

  @Test
  void hasOneSuiteARunAndOneCaseACriterion() throws Exception {
    Element all = parsed(JUnitReport.render(List.of(made(), every()), false));
    assertThat(all.getTagName()).isEqualTo("testsuites");
    assertThat(all.getAttribute("name")).isEqualTo("load-test");
    List<Element> suites = elements(all, "testsuite");
    assertThat(suites).extracting(s -> s.getAttribute("name")).containsExactly("baseline", "peak");
    assertThat(suites)
        .extracting(JUnitReportTest::properties)
        .containsExactly(
            List.of("run=20261126-010502-baseline", "verdict=FAIL"),
            List.of("run=20261126-010502-peak", "verdict=FAIL"));
    assertThat(elements(suites.get(0), "testcase"))
        .extracting(c -> c.getAttribute("name"))
        .isEqualTo(made().judged().verdict().criteria().stream().map(c -> c.id()).toList());
    assertThat(elements(suites.get(1), "testcase"))
        .allSatisfy(
            c -> {
              assertThat(c.getAttribute("classname")).isEqualTo("load-test.peak");
              assertThat(c.getAttribute("time")).isEqualTo("0");
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsWhatIsInIt(boolean failOnWarning) throws Exception {
    Element all = parsed(JUnitReport.render(List.of(made(), every()), failOnWarning));
    List<Element> counted = new ArrayList<>(elements(all, "testsuite"));
    assertThat(counted).hasSize(2);
    counted.add(all);
    assertThat(counted)
        .allSatisfy(
            e -> {
              assertThat(e.getAttribute("tests")).isEqualTo(count(e, "testcase"));
              assertThat(e.getAttribute("failures")).isEqualTo(count(e, "failure"));
              assertThat(e.getAttribute("errors")).isEqualTo(count(e, "error"));
              assertThat(e.getAttribute("skipped")).isEqualTo(count(e, "skipped"));
              assertThat(e.getAttribute("failures")).isNotEqualTo("0");
              assertThat(e.getAttribute("errors")).isNotEqualTo("0");
              assertThat(e.getAttribute("skipped")).isNotEqualTo("0");
            });
  }

  @Test
  void everyOutcomeHasItsElement() throws Exception {
    assertThat(results(false))
        .containsExactly("system-out", "system-out", "failure", "error", "skipped");
    assertThat(results(true))
        .containsExactly("system-out", "failure", "failure", "error", "skipped");
  }

  private static List<String> results(boolean failOnWarning) throws Exception {
    List<String> results = new ArrayList<>();
    for (Element one :
        elements(parsed(JUnitReport.render(List.of(every()), failOnWarning)), "testcase")) {
      List<Element> children = elements(one, "*");
      // GitLab takes no file with two system-out in a case
      assertThat(children).hasSize(1);
      results.add(children.get(0).getTagName());
    }
    return results;
  }

  @Test
  void aFailureTellsTheWholeCriterion() throws Exception {
    Element failure =
        elements(parsed(JUnitReport.render(List.of(made()), false)), "failure").get(0);
    String message =
        "90 of 100 accepted tickets were completed; not proven at 95 %: 5 more accepted tickets"
            + " like these would";
    assertThat(failure.getAttribute("message")).isEqualTo(message);
    assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
    assertThat(failure.getTextContent())
        .isEqualTo(
            "FAIL: "
                + message
                + """

                observed: 90.000 %
                passes: > 99 %
                fails: < 95 %
                n: 100
                95 % interval: 82.377 to 95.100 %""");
  }

  @Test
  void nothingJudgedIsAnError() throws Exception {
    for (List<JudgedRun> runs : List.of(List.<JudgedRun>of(), List.of(MadeRuns.run("baseline")))) {
      Element all = parsed(JUnitReport.render(runs, false));
      assertThat(all.getAttribute("tests")).isEqualTo("1");
      assertThat(all.getAttribute("errors")).isEqualTo("1");
      assertThat(elements(all, "error").get(0).getAttribute("message"))
          .isEqualTo("nothing was judged");
    }
  }

  @ParameterizedTest
  @FieldSource("NASTY")
  void holdsAnyText(String text) throws Exception {
    JudgedRun run =
        MadeRuns.run(
            text,
            MadeRuns.criterion("requests.p95[" + text + "]", Outcome.FAIL, text),
            MadeRuns.criterion("b", Outcome.INVALID, text),
            MadeRuns.criterion("c", Outcome.NOT_APPLICABLE, text),
            MadeRuns.criterion("d", Outcome.PASS, text));
    Element all = parsed(JUnitReport.render(List.of(new JudgedRun(text, run.judged())), false));
    String legal = legal(text);
    String line = legal.replaceAll("[\\t\\n\\r]", " ");
    Element suite = elements(all, "testsuite").get(0);
    assertThat(suite.getAttribute("name")).isEqualTo(line);
    assertThat(properties(suite)).containsExactly("run=" + line, "verdict=FAIL");
    Element failed = elements(suite, "testcase").get(0);
    assertThat(failed.getAttribute("classname")).isEqualTo("load-test." + line);
    assertThat(failed.getAttribute("name")).isEqualTo("requests.p95[" + line + "]");
    for (String element : List.of("failure", "error", "skipped")) {
      assertThat(elements(suite, element).get(0).getAttribute("message")).isEqualTo(line);
    }
    String lines = legal.replaceAll("\\r\\n?", "\n");
    assertThat(elements(suite, "failure").get(0).getTextContent()).startsWith("FAIL: " + lines);
    assertThat(elements(suite, "error").get(0).getTextContent()).startsWith("INVALID: " + lines);
    assertThat(elements(suite, "system-out").get(0).getTextContent()).startsWith(lines + "\n");
  }

  @Test
  void whatXmlForbidsIsReplaced() throws Exception {
    String text = "a\u0000b\u001bc\ufffed\ud800e\udc00f\ud83d\ude00";
    JudgedRun run = MadeRuns.run("s", MadeRuns.criterion("id", Outcome.FAIL, text));
    Element failure = elements(parsed(JUnitReport.render(List.of(run), false)), "failure").get(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ud83d\ude00");
  }

  /** Character by character, as the XML recommendation lists them (Char, section 2.2). */
  private static String legal(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean allowed =
                  c == 0x9
                      || c == 0xA
                      || c == 0xD
                      || c >= 0x20 && c <= 0xD7FF
                      || c >= 0xE000 && c <= 0xFFFD
                      || c >= 0x10000;
              out.appendCodePoint(allowed ? c : 0xFFFD);
            });
    return out.toString();
  }

  private static JudgedRun made() {
    return new JudgedRun("20261126-010502-baseline", MadeVerdict.judged());
  }

  private static JudgedRun every() {
    return MadeRuns.run(
        "peak",
        MadeRuns.criterion("a", Outcome.PASS, "m"),
        MadeRuns.criterion("b", Outcome.WARNING, "m"),
        MadeRuns.criterion("c", Outcome.FAIL, "m"),
        MadeRuns.criterion("d", Outcome.INVALID, "m"),
        MadeRuns.criterion("e", Outcome.NOT_APPLICABLE, "m"));
  }

  private static Element parsed(String xml)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    parser.setErrorHandler(null);
    return parser
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String count(Element in, String name) {
    return Integer.toString(elements(in, name).size());
  }

  private static List<String> properties(Element suite) {
    return elements(suite, "property").stream()
        .map(p -> p.getAttribute("name") + "=" + p.getAttribute("value"))
        .toList();
  }
}
