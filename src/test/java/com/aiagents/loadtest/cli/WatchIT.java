package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.browser.Browser;
import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Processes;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.samples.MonitorReader;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.target.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who watches a target without load, at the screen and at the page. */
class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir private Path folder;

  @Test
  void aTargetIsWatchedWithoutLoad() throws Exception {
    try (EmbeddedProcess embedded =
        EmbeddedProcess.start(
            Project.current(), 0, folder.resolve("target.log"), Secret.random(), List.of())) {
      Path target =
          Files.writeString(
              folder.resolve("target.yaml"),
              "name: watched\nurl: "
                  + embedded.target().url()
                  + "\ndatabase: "
                  + embedded.databaseUrl()
                  + "\nredis: "
                  + embedded.target().redis().orElseThrow()
                  + "\n");
      Path out = folder.resolve("results");
      StringWriter screen = new StringWriter();
      CompletableFuture<Integer> code =
          CompletableFuture.supplyAsync(
              () ->
                  LoadTest.execute(
                      new PrintWriter(screen),
                      new PrintWriter(screen),
                      "watch",
                      "--target",
                      target.toString(),
                      "--ui-port",
                      "0",
                      "--duration",
                      "15s",
                      "--out",
                      out.toString()),
              CommandLineRun.THREADS);
      Processes.await("its page", PATIENCE, () -> screen.toString().contains("live page: "));
      String url = screen.toString().replaceFirst("(?s).*live page: (\\S+).*", "$1");
      try (Browser browser = new Browser()) {
        browser.open(url);
        browser.await("it watches", PATIENCE, () -> browser.text("state").equals("Watching"));
        browser.await("the queue", PATIENCE, () -> browser.text("tile-queue").equals("0"));
        browser.await(
            "health", PATIENCE, () -> browser.text("readings").contains("health.status 200"));
        assertThat(browser.text("target")).isEqualTo("watched (" + embedded.target().url() + ")");
        assertThat(browser.script("return document.getElementById('controls').hidden"))
            .isEqualTo(true);
        browser.requireNoComplaint(url);
      }
      assertThat(code.get()).isZero();
      assertThat(screen.toString())
          .containsPattern(
              "health 200 in \\d+\\.\\d ms  queue 0  workers 0  connections \\d+ of 60")
          .doesNotContain(embedded.databaseUrl());
      List<Reading> readings = new ArrayList<>();
      Path only = OnlyRun.folder(out);
      assertThat(only.getFileName().toString()).endsWith("-watch");
      MonitorReader.read(only.resolve("monitor.csv"), readings::add);
      assertThat(readings)
          .extracting(Reading::probe)
          .contains("health", "metrics", "redis", "database");
    }
  }
}
