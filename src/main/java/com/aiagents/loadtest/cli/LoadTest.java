package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.samples.SampleException;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.TargetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The launcher: {@code scripts/load-test COMMAND}. */
@Command(
    name = "load-test",
    description = "Proves that the complete enhancement workflow meets its objective under load.",
    mixinStandardHelpOptions = true,
    addMethodSubcommands = false,
    version = "AI Agents load test 1.0.0",
    footer = {
      "",
      "Exit codes: 0 PASS or WARNING, 1 FAIL, 2 usage or configuration, 3 WARNING under --fail-on"
          + " warning, 4 INVALID (could not be judged), 5 environment, 130 interrupted."
    })
public final class LoadTest implements Runnable {
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("gate", GateCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("reconcile", ReconcileCommand::new);
    COMMANDS.put("plan", PlanCommand::new);
    COMMANDS.put("tenant", TenantCommand::new);
    COMMANDS.put("clean", CleanCommand::new);
    COMMANDS.put("target", TargetCommand::new);
    COMMANDS.put("agent", AgentCommand::new);
    COMMANDS.put("watch", WatchCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
  }

  @Spec private CommandSpec spec;
  private final Map<String, String> environment;

  private LoadTest(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = execute(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs one command line and returns its exit code; nothing is printed elsewhere. */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    return execute(System.getenv(), out, err, args);
  }

  /** The same with an environment of the caller's own, for the commands that ask for it here. */
  static int execute(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine(environment, args);
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(LoadTest::usageError);
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          messages(e).forEach(message -> command.getErr().println("load-test: " + message));
          return code(e);
        });
    int code = line.execute(args);
    // a full disk or a closed pipe must not look like success
    return out.checkError() && code == ExitCode.OK ? ExitCode.ENVIRONMENT : code;
  }

  /** What understands a command line; nothing is run before it is told to. */
  static CommandLine commandLine(Map<String, String> environment, String... args) {
    CommandLine line = new CommandLine(new LoadTest(environment));
    // picocli reads the annotations of every command that it knows: with one it starts much faster
    boolean one = args.length > 0 && COMMANDS.containsKey(args[0]);
    COMMANDS.forEach(
        (name, command) -> {
          if (!one || name.equals(args[0])) {
            line.addSubcommand(name, command.get());
          }
        });
    return line;
  }

  /** The environment variables of this command line. */
  Map<String, String> environment() {
    return environment;
  }

  private static int usageError(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("load-test: " + oneLine(String.valueOf(e.getMessage())));
    err.println("see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static List<String> messages(Exception e) {
    if (e instanceof DefinitionException d) {
      return d.lines().stream().map(LoadTest::oneLine).toList();
    }
    return e instanceof EnvironmentException environment
        ? environment.lines().stream().map(LoadTest::oneLine).toList()
        : List.of(message(e));
  }

  private static String message(Exception e) {
    boolean ours =
        e instanceof TargetException
            || e instanceof EnvironmentException
            || e instanceof SampleException;
    if (ours) {
      return oneLine(e.getMessage());
    }
    if (e instanceof java.nio.file.FileSystemException f) {
      String known =
          f instanceof AccessDeniedException ? "permission denied" : e.getClass().getSimpleName();
      String reason = f.getReason() == null ? known : f.getReason();
      return oneLine(f.getFile() + ": " + reason);
    }
    if (e instanceof IOException) {
      return oneLine(String.valueOf(e.getMessage()));
    }
    if (e instanceof InterruptedException) {
      return String.valueOf(e.getMessage());
    }
    StackTraceElement[] trace = e.getStackTrace();
    return oneLine(
        "a fault of the suite itself: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  private static int code(Exception e) {
    if (e instanceof InterruptedException) {
      return ExitCode.INTERRUPTED;
    }
    return e instanceof DefinitionException || e instanceof SampleException
        ? ExitCode.USAGE
        : ExitCode.ENVIRONMENT;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? allowed are " + String.join(", ", COMMANDS.keySet()));
  }
}
