package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.doctor.Asked;
import com.aiagents.loadtest.doctor.Doctor;
import com.aiagents.loadtest.doctor.Finding;
import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.doctor.Finding.Problem;
import com.aiagents.loadtest.doctor.Subject;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code doctor}: what is missing, and the command that mends it. */
@Command(
    name = "doctor",
    description = {
      "Looks at this machine and at a target: what is missing, and the command that mends it.",
      "Exit code 5 if a problem is one of the environment, else 2 if there is one, else 0."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final String LINE = "%-8s %-15s %s%n";
  private static final String MEND = "%-8s mend: %s%n";

  @Spec private CommandSpec spec;
  @ParentCommand private LoadTest launcher;
  @Mixin private NamedTarget named;

  @Option(
      names = "--probe",
      description = "Also send one signed webhook, which becomes a ticket of the tenant.")
  private boolean probe;

  @Override
  public Integer call() throws DefinitionException, InterruptedException {
    named.requireOneName();
    Collection<Finding> findings =
        Doctor.examination(Project.current(), launcher.environment(), asked(), probe)
            .run(this::print);
    spec.commandLine().getOut().println(sum(findings));
    return code(findings);
  }

  private Asked asked() {
    try {
      return new Asked(
          Optional.of(named.in(launcher.environment())), "", named.file(), named.asTyped());
    } catch (DefinitionException e) {
      // one problem among others: what is wrong with this machine is told all the same
      return new Asked(Optional.empty(), e.getMessage(), named.file(), named.asTyped());
    }
  }

  private void print(Subject subject, Finding finding) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(LINE, finding.word(), subject.label(), oneLine(finding.text()));
    finding.mend().ifPresent(command -> out.printf(MEND, "", oneLine(command)));
    out.flush();
  }

  /** Without what would move the cursor: servers wrote some of it. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
  }

  private static String sum(Collection<Finding> findings) {
    long ok = count(findings, Finding.Ok.class);
    long warnings = count(findings, Finding.Warning.class);
    long problems = count(findings, Problem.class);
    return ok
        + " ok, "
        + (warnings == 0 ? "" : warnings + (warnings == 1 ? " warning, " : " warnings, "))
        + problems
        + (problems == 1 ? " problem" : " problems");
  }

  private static long count(Collection<Finding> findings, Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  /** The environment first: until it is there, nobody knows whether the settings are right. */
  private static int code(Collection<Finding> findings) {
    if (has(findings, Cause.ENVIRONMENT)) {
      return ExitCode.ENVIRONMENT;
    }
    return has(findings, Cause.CONFIGURATION) ? ExitCode.USAGE : ExitCode.OK;
  }

  private static boolean has(Collection<Finding> findings, Cause cause) {
    return findings.stream().anyMatch(f -> f instanceof Problem p && p.cause() == cause);
  }
}
