package com.aiagents.loadtest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * A real Chromium without a window: {@code chromium} or {@code google-chrome}, and {@code
 * chromedriver}, from the PATH. What it does is kept, so that a test can ask whether anything went
 * wrong or elsewhere.
 */
public final class Browser implements AutoCloseable {
  private static final Path SHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final Path profile;

  public Browser() throws IOException {
    profile = Files.createTempDirectory("browser-");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onPath("chromium", "chromium-browser", "google-chrome").toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    size(1400, 1100);
  }

  private static Path onPath(String... names) {
    for (String name : names) {
      Optional<Path> found =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .map(folder -> Path.of(folder, name))
              .filter(Files::isExecutable)
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalStateException(
        "found no "
            + String.join(" or ", names)
            + " on the PATH; on Debian: apt-get install chromium chromium-driver");
  }

  public ChromeDriver driver() {
    return driver;
  }

  public void open(String url) {
    driver.get(url);
  }

  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  public void darkMode(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** The text of the element with an id, as it is seen. */
  public String text(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  /** What a script on the page returns. */
  public Object script(String script) {
    return driver.executeScript(script);
  }

  /** Waits until something holds; a page that is just changing is asked again. */
  public void await(String what, Duration patience, Supplier<Boolean> condition) {
    new FluentWait<>(driver)
        .withTimeout(patience)
        .pollingEvery(Duration.ofMillis(100))
        .ignoreAll(List.of(StaleElementReferenceException.class, JavascriptException.class))
        .withMessage(what)
        .until(d -> condition.get());
  }

  /** Keeps a picture of the page under target/screenshots. */
  public void shoot(String name) throws IOException {
    Files.createDirectories(SHOTS);
    Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Requires that the page never complained and never asked another host than its own. */
  public void requireNoComplaint(String ownUrl) {
    List<String> complaints = new CopyOnWriteArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      complaints.add(entry.getLevel() + " " + entry.getMessage());
    }
    assertThat(complaints).as("console").isEmpty();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"")) {
        String url = message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1");
        // chrome: is the empty page before the first
        assertThat(url)
            .matches(
                u -> u.startsWith(ownUrl) || u.startsWith("data:") || u.startsWith("chrome:"),
                "is a request to " + ownUrl);
      }
    }
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
