package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.live.Controls;
import com.aiagents.loadtest.live.LivePage;
import com.aiagents.loadtest.live.RunFiles;
import com.aiagents.loadtest.live.Shown;
import com.aiagents.loadtest.live.State;
import com.aiagents.loadtest.monitor.Monitor;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.LoadRun;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.MonitorTail;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code watch}: the monitors and the live page on a target, without load. */
@Command(
    name = "watch",
    description = "Watches a target without load, until Ctrl-C or for a time.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private NamedTarget named;

  @Mixin private PageOptions pageOptions;

  @Option(names = "--no-ui", description = "Without the page: only the screen and monitor.csv.")
  private boolean withoutPage;

  @Option(names = "--duration", paramLabel = "60s", description = "Else until Ctrl-C.")
  private String duration;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Gets the folder with monitor.csv; else results/.")
  private Path out;

  @Override
  public Integer call()
      throws DefinitionException, EnvironmentException, IOException, InterruptedException {
    pageOptions.check();
    Target target = named.in(System.getenv());
    long nanos =
        duration == null ? Long.MAX_VALUE : Arguments.duration("--duration", duration).toNanos();
    RunFolder folder = LoadRun.reserve(out == null ? Project.current().results() : out, "watch");
    Interruption interruption = Interruption.ofProcess();
    PrintWriter screen = spec.commandLine().getOut();
    try (LivePage page = page(target, folder);
        Monitor monitor = Monitor.start(folder.monitor(), target, folder.generatorLog())) {
      screen.println("watching " + target + ", readings: " + folder.monitor());
      if (page != null) {
        screen.println("live page: " + page.url());
      }
      monitor.awaitFirst().values().forEach(why -> screen.println("cannot watch: " + why));
      screen.flush();
      follow(folder, nanos, interruption, screen);
    } finally {
      LoadRun.release(folder);
    }
    return interruption.requested() && duration != null ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private LivePage page(Target target, RunFolder folder) throws EnvironmentException {
    if (withoutPage) {
      return null;
    }
    try {
      Shown shown = new Shown(folder.id().folder(), "", target.toString(), List.of());
      LivePage page =
          LivePage.open(
              shown, State.WATCHING, Controls.NONE, pageOptions.bind(), pageOptions.port());
      page.begin(
          shown,
          State.WATCHING,
          new RunFiles(folder.rawSamples(), folder.samples(), folder.monitor(), List::of));
      return page;
    } catch (IOException e) {
      throw new EnvironmentException(e.getMessage());
    }
  }

  private static void follow(
      RunFolder folder, long nanos, Interruption interruption, PrintWriter screen)
      throws IOException, InterruptedException {
    WatchLine line = new WatchLine();
    MonitorTail tail = new MonitorTail(folder.monitor(), line::add);
    ScreenProgress progress = ScreenProgress.ofProcess(screen);
    long start = System.nanoTime();
    while (!interruption.requested() && System.nanoTime() - start < nanos) {
      TimeUnit.MILLISECONDS.sleep(500);
      tail.advance();
      progress.watching(line.text(), Duration.ofNanos(System.nanoTime() - start));
    }
    progress.step("");
  }
}
