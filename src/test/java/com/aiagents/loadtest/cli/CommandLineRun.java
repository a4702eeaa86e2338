package com.aiagents.loadtest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One command line, run in this JVM. */
record CommandLineRun(int code, String out, String err) {
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
