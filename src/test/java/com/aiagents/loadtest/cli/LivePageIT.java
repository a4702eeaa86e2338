package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.browser.Browser;
import com.aiagents.loadtest.run.Processes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A person at the page of a real run: starts it, changes its users, and reads what it says. */
@Isolated("counts users by the second")
class LivePageIT {
  private static final Duration FOLLOWS = Duration.ofSeconds(5);
  private static final Duration HELD = Duration.ofSeconds(7);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  @TempDir private Path out;
  private Process launcher;

  @AfterEach
  void stop() throws InterruptedException {
    if (launcher != null && launcher.isAlive()) {
      launcher.destroyForcibly();
      Processes.awaitNone(out.toString());
    }
  }

  @Test
  void aPersonSteersARunAndReadsWhatTheSamplesSay() throws Exception {
    String url = start("peak", "--users", "10", "--duration", "26s");
    try (Browser browser = new Browser()) {
      browser.open(url);
      browser.await("it waits", PATIENCE, () -> browser.text("state").equalsIgnoreCase("waiting"));
      // by the keyboard alone: the field of the users, then Enter
      WebElement users = browser.driver().findElement(By.id("users"));
      assertThat(users.getAttribute("value")).isEqualTo("10");
      users.sendKeys(Keys.ENTER);
      browser.await("it loads", PATIENCE, () -> browser.text("state").equalsIgnoreCase("loading"));
      browser.await("all users", PATIENCE, () -> browser.text("tile-users").equals("10"));
      // users in JMeter and on the page follow
      changeTo(browser, 25);
      browser.await("25 users on the page", FOLLOWS, () -> browser.text("tile-users").equals("25"));
      // 25 users that stay for some seconds are the top of the plan
      long held = System.currentTimeMillis() + HELD.toMillis();
      Processes.await("25 users stay", PATIENCE, () -> lastSentMillis() > held);
      changeTo(browser, 10);
      browser.await("10 users on the page", FOLLOWS, () -> browser.text("tile-users").equals("10"));
      browser.await(
          "a verdict so far",
          PATIENCE,
          () -> browser.text("verdict").matches("so far: (PASS|INVALID)"));
      onAPhone(browser);
      browser.await("it ends", PATIENCE, () -> browser.text("state").equalsIgnoreCase("ended"));
      assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(launcher.exitValue()).isZero();
      assertThat(browser.text("verdict")).isEqualTo("PASS");
      assertThat(labels(browser)).isEqualTo(labels(folder().resolve("samples.jtl")));
      assertThat(workflow(browser)).isEqualTo(workflow(folder().resolve("workflow.jtl")));
      assertThat(sumOnPage(browser, "requests")).isEqualTo(rows("samples.jtl").size());
      everyChartIsDrawn(browser);
      browser.shoot("live-ended");
      browser.requireNoComplaint(url);
    }
    JsonNode load = new ObjectMapper().readTree(folder().resolve("run.json").toFile()).get("load");
    assertThat(load.get("users").asInt()).isEqualTo(25);
    assertThat(load.get("profile").findValuesAsText("name"))
        .contains("change to 25", "hold 25", "change to 10", "hold 10");
    assertThat(Files.readString(folder().resolve("verdict.json")))
        .containsPattern("\"load.delivered\"[^}]*\"outcome\" ?: ?\"PASS\"");
  }

  private void changeTo(Browser browser, int users) throws Exception {
    WebElement field = browser.driver().findElement(By.id("users"));
    field.clear();
    field.sendKeys(Integer.toString(users));
    browser.driver().findElement(By.id("change")).click();
    long asked = System.currentTimeMillis();
    Processes.await(users + " users in the samples", FOLLOWS, () -> lastUsers() == users);
    assertThat(System.currentTimeMillis() - asked).isLessThanOrEqualTo(FOLLOWS.toMillis());
  }

  /** Active users of the sample that was written last. */
  private long lastUsers() {
    return last("allThreads");
  }

  private long lastSentMillis() {
    return last("timeStamp");
  }

  private long last(String column) {
    try {
      List<Map<String, String>> rows = rows("plan.csv");
      return Long.parseLong(rows.get(rows.size() - 1).get(column));
    } catch (IOException e) {
      return 0;
    }
  }

  private static void onAPhone(Browser browser) throws IOException {
    browser.size(375, 740);
    browser.await(
        "no sideways scrolling",
        FOLLOWS,
        () ->
            (Boolean) browser.script("return document.documentElement.scrollWidth <= innerWidth"));
    browser.shoot("live-phone");
    String light = background(browser);
    browser.darkMode(true);
    browser.await("another paper", FOLLOWS, () -> !background(browser).equals(light));
    browser.shoot("live-phone-dark");
    browser.darkMode(false);
    browser.size(1400, 1100);
  }

  private static String background(Browser browser) {
    return (String) browser.script("return getComputedStyle(document.body).backgroundColor");
  }

  /** A chart that is there has pixels of its lines, not only a box. */
  private static void everyChartIsDrawn(Browser browser) {
    Object bare =
        browser.script(
            "return [...document.querySelectorAll('figure:not([hidden])')].filter(f => {"
                + " const c = f.querySelector('canvas');"
                + " const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " let inked = 0; for (let i = 3; i < p.length; i += 4) inked += p[i] > 200;"
                + " return inked < 200; }).map(f => f.id)");
    assertThat((List<?>) bare).isEmpty();
    assertThat(
            (Long)
                browser.script("return document.querySelectorAll('figure:not([hidden])').length"))
        .isGreaterThanOrEqualTo(10L);
  }

  private static Map<String, String> labels(Browser browser) {
    Map<String, String> labels = new TreeMap<>();
    for (WebElement row : browser.driver().findElements(By.cssSelector("#labels tbody tr"))) {
      List<String> cells =
          row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList();
      labels.put(cells.get(0), String.join(" ", cells.subList(1, 6)));
    }
    return labels;
  }

  /** Count, errors, p50, p95 and maximum of each label, as plainly as it can be done. */
  private Map<String, String> labels(Path jtl) throws IOException {
    Map<String, List<Map<String, String>>> byLabel =
        rows(jtl.getFileName().toString()).stream()
            .collect(Collectors.groupingBy(row -> row.get("label")));
    byLabel.put("TOTAL", rows(jtl.getFileName().toString()));
    Map<String, String> labels = new TreeMap<>();
    byLabel.forEach(
        (label, rows) -> {
          long errors = rows.stream().filter(row -> !row.get("success").equals("true")).count();
          List<Long> times = times(rows);
          labels.put(
              label,
              String.join(
                  " ",
                  Integer.toString(rows.size()),
                  Long.toString(errors),
                  rank(times, 50),
                  rank(times, 95),
                  rank(times, 100)));
        });
    return labels;
  }

  private static List<Long> times(List<Map<String, String>> rows) {
    return rows.stream().map(row -> Long.parseLong(row.get("elapsed"))).sorted().toList();
  }

  private static String rank(List<Long> sorted, int percent) {
    return sorted.get((percent * sorted.size() + 99) / 100 - 1).toString();
  }

  private static String workflow(Browser browser) {
    return browser.text("tile-completed") + " " + browser.text("tile-workflow");
  }

  private String workflow(Path jtl) throws IOException {
    List<Long> times = times(rows(jtl.getFileName().toString()));
    return times.size() + " " + rank(times, 95) + " ms";
  }

  private static long sumOnPage(Browser browser, String column) {
    return (Long) browser.script("return loadTest.sum('" + column + "')");
  }

  /** The rows of a JTL without quoted line breaks. */
  private List<Map<String, String>> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder().resolve(name));
    String[] names = lines.get(0).replace("\"", "").split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length == names.length) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private Path folder() throws IOException {
    return OnlyRun.folder(out);
  }

  /** Starts a run with its page and returns where that is. */
  private String start(String... options) throws Exception {
    Path log = out.resolve("launcher.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "scripts/load-test",
                "run",
                "--ui",
                "--ui-port",
                "0",
                "--out",
                out.toString()));
    command.addAll(List.of(options));
    launcher =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Processes.await(
        "the page is open, see " + log,
        Duration.ofSeconds(60),
        () -> said(log).contains("live page: "));
    return said(log).replaceFirst("(?s).*live page: (\\S+).*", "$1");
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }
}
