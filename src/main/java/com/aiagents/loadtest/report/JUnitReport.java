package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: the criteria as test cases, for the test pages of CI servers; docs/reports.md
 * describes it.
 *
 * <p>What the servers make of it: an error and a failure are red alike, so INVALID is never green.
 * GitLab shows the text of a failure and not its message, so the text begins with it; and it takes
 * no file with two system-out in a case. A missing time is NaN for some.
 */
public final class JUnitReport {
  private static final String NAME = "load-test";

  private JUnitReport() {}

  /** The text of the file, with a line end. */
  public static String render(List<JudgedRun> runs, boolean failOnWarning) {
    List<Suite> suites = new ArrayList<>();
    for (JudgedRun run : runs) {
      suites.add(suite(run, failOnWarning));
    }
    if (suites.isEmpty()) {
      suites.add(new Suite(NAME, Map.of(), List.of()));
    }
    StringWriter text = new StringWriter();
    try {
      // the JDK's own: any other on the class path might write other bytes
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      Xml out = new Xml(xml);
      xml.writeStartDocument("UTF-8", "1.0");
      out.open("testsuites");
      out.attribute("name", NAME);
      counts(out, suites.stream().flatMap(s -> s.cases().stream()).toList());
      for (Suite suite : suites) {
        suite(out, suite);
      }
      out.close();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory takes everything", e);
    }
    return text.append('\n').toString();
  }

  /**
   * A run.
   *
   * @param properties in the order of their names
   */
  private record Suite(String name, Map<String, String> properties, List<Case> cases) {
    Suite {
      if (cases.isEmpty()) {
        // nothing that was judged must not look like nothing that failed
        String why = "nothing was judged";
        cases = List.of(new Case(NAME, "verdict", Result.ERROR, Outcome.INVALID, why, why));
      }
    }
  }

  /** A criterion. */
  private record Case(
      String classname, String name, Result result, Outcome outcome, String message, String text) {}

  /** What becomes of a case; its element. */
  private enum Result {
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped"),
    PASSED("system-out");

    private final String element;

    Result(String element) {
      this.element = element;
    }

    static Result of(Outcome outcome, boolean failOnWarning) {
      return switch (outcome) {
        case FAIL -> FAILURE;
        case INVALID -> ERROR;
        case WARNING -> failOnWarning ? FAILURE : PASSED;
        case NOT_APPLICABLE -> SKIPPED;
        case PASS -> PASSED;
      };
    }
  }

  private static Suite suite(JudgedRun run, boolean failOnWarning) {
    Verdict verdict = run.judged().verdict();
    Map<String, String> properties = new TreeMap<>();
    properties.put("run", run.run());
    properties.put("verdict", verdict.outcome().name());
    List<Case> cases = new ArrayList<>();
    for (Criterion c : verdict.criteria()) {
      cases.add(
          new Case(
              NAME + "." + verdict.scenario(),
              c.id(),
              Result.of(c.outcome(), failOnWarning),
              c.outcome(),
              c.message(),
              text(c)));
    }
    return new Suite(verdict.scenario(), properties, cases);
  }

  private static String text(Criterion c) {
    return String.join(
        "\n",
        c.outcome() == Outcome.PASS ? c.message() : c.outcome() + ": " + c.message(),
        "observed: " + Shown.observed(c),
        "passes: " + Shown.pass(c),
        "fails: " + Shown.fail(c),
        "n: " + c.samples(),
        "95 % interval: " + Shown.interval(c));
  }

  private static void suite(Xml out, Suite suite) throws XMLStreamException {
    out.open("testsuite");
    out.attribute("name", suite.name());
    counts(out, suite.cases());
    out.open("properties");
    for (Map.Entry<String, String> property : suite.properties().entrySet()) {
      out.open("property");
      out.attribute("name", property.getKey());
      out.attribute("value", property.getValue());
      out.close();
    }
    out.close();
    for (Case one : suite.cases()) {
      out.open("testcase");
      out.attribute("classname", one.classname());
      out.attribute("name", one.name());
      out.attribute("time", "0");
      out.open(one.result().element);
      if (one.result() != Result.PASSED) {
        out.attribute("message", one.message());
      }
      if (one.result() == Result.FAILURE || one.result() == Result.ERROR) {
        out.attribute("type", one.outcome().name());
      }
      if (one.result() != Result.SKIPPED) {
        out.text(one.text());
      }
      out.close();
      out.close();
    }
    out.close();
  }

  private static void counts(Xml out, List<Case> cases) throws XMLStreamException {
    out.attribute("tests", Integer.toString(cases.size()));
    out.attribute("failures", count(cases, Result.FAILURE));
    out.attribute("errors", count(cases, Result.ERROR));
    out.attribute("skipped", count(cases, Result.SKIPPED));
    out.attribute("time", "0");
  }

  private static String count(List<Case> cases, Result result) {
    return Long.toString(cases.stream().filter(c -> c.result() == result).count());
  }

  /** Indented XML of characters that XML can hold. */
  private static final class Xml {
    private final XMLStreamWriter xml;
    private int depth;

    /** Whether the element that is open holds no other. */
    private boolean leaf;

    Xml(XMLStreamWriter xml) {
      this.xml = xml;
    }

    void open(String element) throws XMLStreamException {
      xml.writeCharacters("\n" + "  ".repeat(depth));
      xml.writeStartElement(element);
      depth++;
      leaf = true;
    }

    void close() throws XMLStreamException {
      depth--;
      if (!leaf) {
        xml.writeCharacters("\n" + "  ".repeat(depth));
      }
      xml.writeEndElement();
      leaf = false;
    }

    /** A parser makes a space of each line end anyway, since the writer does not escape it. */
    void attribute(String name, String value) throws XMLStreamException {
      xml.writeAttribute(name, Shown.characters(value).replaceAll("[\\t\\n\\r]", " "));
    }

    /** A parser makes a line feed of every line end anyway. */
    void text(String value) throws XMLStreamException {
      xml.writeCharacters(Shown.characters(value).replaceAll("\\r\\n?", "\n"));
    }
  }
}
