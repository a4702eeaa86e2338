package com.aiagents.loadtest.run;

import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.SecretVariables;
import com.aiagents.loadtest.unit.ProcessTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process in a process group of its own, which ends when we close it and when we die.
 *
 * <p>{@code scripts/guard} holds the other end of a pipe; see there. Closing waits until the whole
 * group is gone.
 */
final class Guarded implements AutoCloseable {
  private static final long CLOSE_SECONDS = 40;

  private final Process process;

  private Guarded(Process process) {
    this.process = process;
  }

  /**
   * Starts a command.
   *
   * @param environment added to ours; secrets travel here, never in the command
   * @param output where its standard output goes
   */
  static Guarded start(
      Project project,
      List<String> command,
      Map<String, String> environment,
      Redirect output,
      Path errors)
      throws IOException {
    ProcessBuilder builder = guarded(project, command);
    builder.directory(project.home().toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(output);
    builder.redirectError(Redirect.appendTo(errors.toFile()));
    return new Guarded(builder.start());
  }

  /**
   * Starts a command that speaks for itself: its output is ours. Of our secrets it gets the one
   * that signs.
   *
   * @param directory its working folder; removed with what it holds, as one that is marked for the
   *     guard
   */
  static Guarded startSpeaking(Project project, Path directory, List<String> command)
      throws IOException {
    ProcessBuilder builder = guarded(project, command);
    builder.directory(directory.toFile());
    String signing = builder.environment().get(Secret.VARIABLE);
    SecretVariables.removeFrom(builder.environment());
    if (signing != null) {
      builder.environment().put(Secret.VARIABLE, signing);
    }
    builder.environment().put("GUARD_REMOVE", directory.toString());
    builder.redirectOutput(Redirect.INHERIT);
    builder.redirectError(Redirect.INHERIT);
    return new Guarded(builder.start());
  }

  /**
   * Starts a command that needs none of our secrets and gets none.
   *
   * @param directory its working folder; removed with what it holds, as one that is marked for the
   *     guard, unless the command ends with status 0
   * @param log where all that it says goes
   */
  static Guarded startWithoutSecrets(
      Project project, Path directory, List<String> command, Path log) throws IOException {
    ProcessBuilder builder = guarded(project, command);
    builder.directory(directory.toFile());
    SecretVariables.removeFrom(builder.environment());
    builder.environment().put("GUARD_UNDO", directory.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(log.toFile()));
    return new Guarded(builder.start());
  }

  private static ProcessBuilder guarded(Project project, List<String> command) {
    List<String> guarded = new ArrayList<>();
    guarded.add("bash");
    guarded.add(project.guard().toString());
    guarded.addAll(command);
    return new ProcessBuilder(guarded);
  }

  /** The process that guards the command. */
  Process process() {
    return process;
  }

  /** Ends the whole group and waits for it; does nothing if it ended by itself. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // the pipe is closed already, which is what was wanted
    }
    try {
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        // the last resort: the guard did not do its work
        ProcessTree.kill(process);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      ProcessTree.kill(process);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
