package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.browser.Browser;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.print.PrintOptions;

/** The reports of real runs in a real browser, opened from disk. */
class ReportPageIT {
  /** How many points of a canvas have the very colour of one of its lines, chart by chart. */
  private static final String PAINTED =
      """
      const ink = n => getComputedStyle(document.documentElement).getPropertyValue('--c' + n).trim();
      const channels = c => [1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16));
      const inks = Array.from({ length: 10 }, (unused, i) => channels(ink(i + 1)));
      return Array.from(document.querySelectorAll('.plot canvas')).map(canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let painted = 0;
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] > 200 && inks.some(c => c.every((v, k) => Math.abs(v - data[i + k]) < 3))) painted++;
        }
        return painted;
      });
      """;

  private static final String HIDDEN =
      "return [...document.querySelectorAll('#criteria tbody tr')].filter(r => !r.checkVisibility()).length";

  private static final String EVIL = "<img src=x onerror=document.title=1></script>";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = new Browser();
  }

  @AfterAll
  static void close() throws IOException {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({"pass, PASS, 13", "warning, WARNING, 13", "fail, FAIL, 13", "invalid, INVALID, 8"})
  void theReportOfARunShowsWhatItsVerdictSays(String name, String outcome, int charts)
      throws Exception {
    Path run = KeptRun.in(folder, name);
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    JsonNode verdict = new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
    String url = run.resolve("report.html").toUri().toString();
    browser.darkMode(false);
    browser.size(1_300, 1_000);
    browser.open(url);

    assertThat(browser.text("verdict"))
        .isEqualTo(outcome)
        .isEqualTo(verdict.at("/verdict").asText());
    assertThat(visibleWithoutScrolling("verdict", "why-title", "tiles")).isTrue();
    assertEveryCriterionIsTold(verdict.at("/criteria"));
    assertTheLabelsAreTold(verdict.at("/labels"));
    assertEveryChartIsDrawn(charts);
    if (outcome.equals("INVALID")) {
      // the others hold no part that the failed one, which is looked at in the dark, does not
      assertNobodyIsLeftOut();
    }
    shootAll("report-" + name);
    browser.requireNoComplaint(url);
  }

  @Test
  void aReportIsReadInTheDarkOnPaperAndOnATelephone() throws Exception {
    Path run = KeptRun.in(folder.resolve("everywhere"), "fail");
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    browser.darkMode(true);
    browser.size(1_300, 1_000);
    String url = run.resolve("report.html").toUri().toString();
    browser.open(url);
    assertEveryChartIsDrawn(13);
    assertNobodyIsLeftOut();
    shootAll("report-fail-dark");
    // the charts of an open page follow, too
    browser.darkMode(false);
    assertEveryChartIsDrawn(13);
    assertItPrints();
    browser.size(390, 800);
    assertThat(
            (Boolean)
                browser.script(
                    "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .as("fits on a telephone")
        .isTrue();
    shootAll("report-fail-phone");
    browser.requireNoComplaint(url);
  }

  private static boolean visibleWithoutScrolling(String... ids) {
    boolean all = true;
    for (String id : ids) {
      WebElement element = browser.driver().findElement(By.id(id));
      all &= element.isDisplayed() && element.getRect().y + element.getRect().height <= 1_000;
    }
    return all;
  }

  private static void assertEveryCriterionIsTold(JsonNode criteria) {
    List<List<String>> rows = cells("criteria");
    assertThat(rows).hasSize(criteria.size());
    assertThat(browser.script(HIDDEN)).as("criteria that cannot be seen").isEqualTo(0L);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode c = criteria.path(i);
      List<String> cells = rows.get(i);
      assertThat(cells.get(0)).isEqualTo(c.path("id").asText() + "\n" + c.path("label").asText());
      assertThat(cells.get(1)).isEqualTo(c.path("outcome").asText().replace('_', ' '));
      String exact =
          (String)
              browser.script(
                  "return document.querySelectorAll('#criteria [data-observed]')["
                      + i
                      + "].dataset.observed");
      if (c.path("observed").isNull()) {
        assertThat(exact).isEmpty();
        assertThat(cells.get(2)).isEqualTo("-");
      } else {
        // JSON has no infinity: it is a text there
        assertThat(Double.parseDouble(exact))
            .isEqualTo(Double.parseDouble(c.path("observed").asText()));
        assertThat(cells.get(2)).containsPattern("\\d|never|unbounded");
      }
      assertThat(cells.get(5)).isEqualTo(c.path("samples").asText());
      assertThat(cells.get(8)).isEqualTo(c.path("message").asText().replaceAll("\\s+", " "));
    }
  }

  private static void assertTheLabelsAreTold(JsonNode labels) {
    List<List<String>> rows = cells("labels");
    assertThat(rows).hasSize(labels.size());
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = rows.get(i);
      JsonNode label = labels.path(i);
      assertThat(cells.get(0)).isEqualTo(label.path("label").asText());
      assertThat(cells.get(1)).isEqualTo(label.path("count").asText());
      assertThat(cells.get(2)).isEqualTo(label.path("errors").asText());
      assertThat(cells.get(5)).isEqualTo(label.path("p95").asText());
      assertThat(cells.get(7)).isEqualTo(label.path("max").asText());
    }
  }

  /** The cells of a table, row by row, as they are seen. */
  @SuppressWarnings("unchecked")
  private static List<List<String>> cells(String table) {
    return (List<List<String>>)
        browser.script(
            "return [...document.querySelectorAll('#"
                + table
                + " tbody tr')].map(row => [...row.cells].map(cell => cell.innerText))");
  }

  @SuppressWarnings("unchecked")
  private static void assertEveryChartIsDrawn(int charts) {
    assertThat(
            browser.script(
                "return [...document.querySelectorAll('figure')].filter(f => f.checkVisibility()"
                    + " && f.querySelector('details tbody tr')).length"))
        .as("charts with a table")
        .isEqualTo((long) charts);
    List<Long> painted = (List<Long>) browser.script(PAINTED);
    assertThat(painted).hasSize(charts).allMatch(points -> points > 50, "is drawn");
  }

  /** Contrast, names of images and tables, order of headings: what can be checked by a program. */
  private static void assertNobodyIsLeftOut() {
    List<String> violations = new ArrayList<>();
    for (Rule rule :
        new AxeBuilder().setLegacyMode(true).analyze(browser.driver()).getViolations()) {
      violations.add(
          rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().get(0).getTarget());
    }
    assertThat(violations).isEmpty();
  }

  private static void assertItPrints() {
    byte[] pdf =
        Base64.getDecoder().decode(browser.driver().print(new PrintOptions()).getContent());
    assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1))
        .isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(50_000);
  }

  /** Keeps a picture of the whole page under target/screenshots. */
  private static void shootAll(String name) throws IOException {
    Map<String, Object> shot =
        browser
            .driver()
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                    "captureBeyondViewport",
                    true,
                    "format",
                    "png",
                    "clip",
                    Map.of(
                        "x",
                        0,
                        "y",
                        0,
                        "scale",
                        1,
                        "width",
                        browser.script("return document.documentElement.scrollWidth"),
                        "height",
                        browser.script("return document.documentElement.scrollHeight"))));
    Path file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
  }

  @Test
  void textsOfTheTargetNeverComeAlive() throws Exception {
    Path run = KeptRun.in(folder.resolve("evil"), "fail");
    for (String file : List.of("samples.jtl", "workflow-problems.csv")) {
      Path evidence = run.resolve(file);
      Files.writeString(
          evidence,
          Files.readString(evidence)
              .replaceFirst("Internal Server Error|Server Error", EVIL)
              .replaceFirst("GET /metrics", EVIL)
              .replaceFirst("no row and no job", EVIL));
    }
    Path runFile = run.resolve("run.json");
    Files.writeString(
        runFile,
        Files.readString(runFile).replaceFirst("\"run\", \"peak\"", "\"run\", \"" + EVIL + "\""));
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    String url = run.resolve("report.html").toUri().toString();
    browser.size(1_300, 1_000);
    browser.open(url);
    assertThat(browser.driver().getTitle()).isEqualTo("peak: FAIL - AI Agents load test");
    assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.text("labels")).contains(EVIL);
    assertThat(browser.text("losses")).contains(EVIL);
    assertThat(browser.text("command")).contains(EVIL);
    browser.requireNoComplaint(url);
  }

  @Test
  @SuppressWarnings("unchecked")
  void suiteHistoryAndComparisonArePagesToo() throws Exception {
    Path results = folder.resolve("results");
    Path pass = KeptRun.in(results, "pass");
    Path again = Files.createDirectories(results.resolve("20261127-121830-burst"));
    for (Path file : Files.list(pass).toList()) {
      Files.copy(file, again.resolve(file.getFileName()));
    }
    Path runFile = again.resolve("run.json");
    Files.writeString(runFile, Files.readString(runFile).replace("20261126-", "20261127-"));
    for (String ids : List.of("samples.jtl", "workflow.jtl")) {
      Files.writeString(
          again.resolve(ids),
          Files.readString(again.resolve(ids)).replace("20261126-", "20261127-"));
    }
    Path suite = KeptRun.suite("20261127-120000-all", pass, again);
    assertThat(CommandLineRun.of("report", suite.toString()).err()).isEmpty();
    assertThat(CommandLineRun.of("report", "--history", results.toString()).err()).isEmpty();
    CommandLineRun compared =
        CommandLineRun.of(
            "compare",
            pass.toString(),
            again.toString(),
            "--format",
            "html",
            "--out",
            results.resolve("compare.html").toString());
    assertThat(compared.err()).isEmpty();
    browser.size(1_300, 1_000);

    String url = suite.resolve("report.html").toUri().toString();
    browser.open(url);
    assertThat(browser.text("verdict")).isEqualTo("PASS");
    assertThat(browser.text("runs")).contains("burst").contains("100.000 %");
    assertNobodyIsLeftOut();
    shootAll("report-suite");
    browser.driver().findElement(By.linkText("Report of " + again.getFileName())).click();
    assertThat(browser.driver().getTitle()).isEqualTo("burst: PASS - AI Agents load test");

    String history = results.resolve("history.html").toUri().toString();
    browser.open(history);
    assertThat((List<Long>) browser.script(PAINTED)).hasSize(4).allMatch(points -> points > 20);
    assertThat(browser.driver().findElements(By.linkText(again.getFileName().toString())))
        .hasSize(1);
    assertNobodyIsLeftOut();
    shootAll("report-history");

    browser.open(results.resolve("compare.html").toUri().toString());
    assertThat(browser.text("result")).isEqualTo("NOT WORSE");
    assertThat((List<Long>) browser.script(PAINTED)).hasSize(4).allMatch(points -> points > 50);
    assertNobodyIsLeftOut();
    shootAll("report-compare");
    browser.requireNoComplaint(results.toUri().toString());
  }
}
