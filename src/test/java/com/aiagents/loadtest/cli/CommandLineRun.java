package com.aiagents.loadtest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One command line, run in this JVM. */
record CommandLineRun(int code, String out, String err) {
  /** A thread for each: what waits for a run must not take those that all share. */
  static final Executor THREADS =
      work -> {
        Thread thread = new Thread(work, "command-line");
        thread.setDaemon(true);
        thread.start();
      };

  /** One that goes on beside the test. */
  static CompletableFuture<CommandLineRun> beside(String... args) {
    return CompletableFuture.supplyAsync(() -> of(args), THREADS);
  }

  static CommandLineRun of(String... args) {
    return in(System.getenv(), args);
  }

  static CommandLineRun in(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = LoadTest.execute(environment, new PrintWriter(out), new PrintWriter(err), args);
    return new CommandLineRun(
        code, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
  }
}
