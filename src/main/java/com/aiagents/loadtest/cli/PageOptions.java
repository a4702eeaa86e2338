package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import picocli.CommandLine.Option;

/** Where the live page listens. */
final class PageOptions {
  /** Where Locust has its page. */
  private static final int PORT = 8089;

  private static final String LOOPBACK = "127.0.0.1";

  @Option(
      names = "--ui-port",
      paramLabel = "8089",
      description = "The port of the live page; 0 takes a free one.")
  private Integer port;

  @Option(
      names = "--ui-bind",
      paramLabel = "ADDRESS",
      description =
          "Where the live page listens; unless it is this machine alone, the page needs the token"
              + " that is printed.")
  private String bind;

  /** Whether anything was asked for. */
  boolean given() {
    return port != null || bind != null;
  }

  int port() {
    return port == null ? PORT : port;
  }

  String bind() {
    return bind == null ? LOOPBACK : bind;
  }

  /** Refuses what cannot be. */
  void check() throws DefinitionException {
    if (port() < 0 || port() > 65_535) {
      throw new DefinitionException("--ui-port: found " + port + ", allowed is 0 to 65535");
    }
  }
}
