package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a run has the live page. */
final class UiOptions {
  @Option(
      names = "--ui",
      description =
          "Opens the live page, http://localhost:8089; the load begins when it is started there.")
  private boolean wanted;

  @Option(names = "--autostart", description = "With --ui: the load begins without Start.")
  private boolean autostart;

  @Mixin private PageOptions page;

  /** Whether the page is wanted. */
  boolean wanted() {
    return wanted;
  }

  /** Whether the load waits until it is started on the page. */
  boolean waits() {
    return wanted && !autostart;
  }

  /** Where it listens. */
  PageOptions page() {
    return page;
  }

  /** Refuses what makes no sense. */
  void check() throws DefinitionException {
    if (!wanted && (autostart || page.given())) {
      throw new DefinitionException("--ui-port, --ui-bind and --autostart: allowed only with --ui");
    }
    page.check();
  }
}
