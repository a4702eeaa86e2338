package com.aiagents.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.browser.Browser;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page in a real browser, fed with files of the test's own. */
class PageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String EVIL = "<img src=x onerror=document.title='hacked'>";
  @TempDir private Path folder;
  private final Asked controls = new Asked(new Controls.Allowed(true, true, 1_000, true));

  @Test
  void thePageShowsWhatTheFilesSayAndAsksWhatItIsTold() throws Exception {
    Path samples = folder.resolve("plan.csv");
    Path monitor = folder.resolve("monitor.csv");
    Files.writeString(
        samples, "timeStamp,elapsed,label,responseCode,responseMessage,success,allThreads\n");
    Files.writeString(monitor, "timeStamp,probe,reading,value\n");
    Shown shown =
        new Shown(
            "run",
            "baseline",
            EVIL,
            List.of(new Phase("hold", Duration.ZERO, Duration.ofSeconds(60), 7, 7)));
    try (Browser browser = new Browser()) {
      LivePage page = LivePage.open(shown, State.WAITING, controls, "127.0.0.1", 0);
      try {
        page.begin(
            shown,
            State.WAITING,
            new RunFiles(samples, folder.resolve("samples.jtl"), monitor, List::of));
        String url = page.url();
        browser.open(url);
        steer(browser, page);
        long now = System.currentTimeMillis();
        append(samples, now + ",120,\"" + EVIL + "\",500,\"" + EVIL + "\",false,9\n");
        append(samples, now + ",80,GET /health,200,OK,true,9\n");
        append(monitor, now + ",redis,up,1\n" + now + ",redis,queue_depth,41\n");
        page.step("step " + EVIL);
        page.verdict(
            new Verdict(
                "baseline",
                List.of(criterion("requests.success", Outcome.FAIL, 0.5, "share", "> 0.99"))),
            new Diagnosis(
                true,
                List.of(
                    new Diagnosed(
                        "the success rate is low",
                        List.of("requests.success"),
                        Optional.of("cause " + EVIL),
                        List.of("fact " + EVIL),
                        List.of(),
                        List.of("command " + EVIL)))));
        browser.await("the queue", PATIENCE, () -> browser.text("tile-queue").equals("41"));
        browser.await("its label", PATIENCE, () -> browser.text("labels").contains(EVIL));
        assertThat(browser.text("labels")).contains("GET /health 1 0 80 80 80");
        assertThat(browser.text("target")).isEqualTo(EVIL);
        assertThat(browser.text("steps")).contains("step " + EVIL);
        assertThat(browser.text("criteria"))
            .contains("requests.success FAIL 50.000 % > 99 % because " + EVIL);
        assertThat(browser.text("diagnosis"))
            .isEqualTo(
                "the success rate is low: cause " + EVIL + "\nfact " + EVIL + "\ncommand " + EVIL);
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("hacked");
        browser.requireNoComplaint(url);
      } finally {
        page.close();
      }
      browser.await("the end", PATIENCE, () -> browser.text("labels").contains("TOTAL"));
      browser.await(
          "the last figures under a chart",
          PATIENCE,
          () -> browser.text("chart-requests").matches("(?s).*requests\\s*\\d.*"));
      assertThat(browser.driver().findElement(By.id("lost")).isDisplayed()).isFalse();
    }
  }

  private void steer(Browser browser, LivePage page) {
    browser.await(
        "its controls",
        PATIENCE,
        () -> browser.script("return document.getElementById('users').value").equals("7"));
    // every control can be reached by the keyboard, in the order in which they are seen
    browser.script("document.getElementById('users').focus()");
    assertThat(tabbed(browser)).isEqualTo("start");
    assertThat(tabbed(browser)).isEqualTo("stop");
    assertThat(tabbed(browser)).isEqualTo("stop-now");
    var users = browser.driver().findElement(By.id("users"));
    users.clear();
    // what comes in the middle of typing leaves what is typed alone
    page.step("typing");
    browser.await("its step", PATIENCE, () -> browser.text("steps").contains("typing"));
    users.sendKeys("0", Keys.ENTER);
    browser.await(
        "the refusal",
        PATIENCE,
        () -> browser.text("answer").equals("Users: allowed is 1 to 1000."));
    assertThat(controls.orders()).isEmpty();
    users.clear();
    users.sendKeys("12", Keys.ENTER);
    browser.await("its start", PATIENCE, () -> controls.orders().equals(List.of("start 12")));
    browser.await(
        "another button",
        PATIENCE,
        () -> browser.driver().findElement(By.id("change")).isDisplayed());
    users.clear();
    users.sendKeys("30");
    browser.driver().findElement(By.id("change")).click();
    browser.await("its users", PATIENCE, () -> controls.orders().contains("users 30"));
    browser.driver().findElement(By.id("stop")).click();
    browser.await("its stop", PATIENCE, () -> controls.orders().contains("stop"));
    browser.driver().findElement(By.id("stop-now")).sendKeys(Keys.SPACE);
    browser.await("its end", PATIENCE, () -> controls.orders().contains("stop now"));
    assertThat(controls.orders()).containsExactly("start 12", "users 30", "stop", "stop now");
  }

  /** Presses the tabulator; where that leads. */
  private static String tabbed(Browser browser) {
    browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    return browser.driver().switchTo().activeElement().getAttribute("id");
  }

  private static void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static Criterion criterion(
      String id, Outcome outcome, double observed, String unit, String pass) {
    return new Criterion(
        id,
        id,
        outcome,
        OptionalDouble.of(observed),
        unit,
        pass,
        null,
        1,
        Optional.empty(),
        Optional.empty(),
        "because " + EVIL,
        Optional.empty());
  }
}
