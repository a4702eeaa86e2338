package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.unit.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether the application log can be read; a command is not run, only looked for. */
record LogCheck(Asked asking, Target target, Map<String, String> environment) implements Check {
  @Override
  public Subject subject() {
    return Subject.LOG;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.TARGET);
  }

  @Override
  public String asked() {
    return "the application log";
  }

  @Override
  public String mend() {
    return asking.naming(
        "AI_AGENTS_LOG_COMMAND",
        "'docker compose logs --no-color --since {start} api worker'",
        "logs");
  }

  @Override
  public Finding ask() throws IOException, InterruptedException {
    Target.Logs logs = target.logs();
    if (logs.source() == Source.DECLARED_NONE) {
      return new Finding.Aside("declared none: logs.errors will be NOT_APPLICABLE");
    }
    if (logs.source() == Source.NOT_NAMED) {
      return new Finding.Warning("not named: logs.errors will be INVALID", mend());
    }
    for (Path file : logs.files()) {
      String word = ShellWord.of(file.toString());
      if (!Files.exists(file)) {
        return new Finding.Warning(
            file + ": not found; if nobody writes it, logs.errors will be INVALID",
            "ls -l " + word);
      }
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        return new Finding.Problem(
            Cause.ENVIRONMENT,
            file + ": cannot be read, so logs.errors will be INVALID",
            "ls -l " + word);
      }
    }
    String files = logs.files().size() == 1 ? "1 file" : logs.files().size() + " files";
    if (logs.command().isEmpty()) {
      return new Finding.Ok(files + " can be read");
    }
    String program = logs.command().get().strip().split("\\s+")[0];
    // a shell's grammar is not read here: what is no plain name is left to the run
    if (program.matches("[A-Za-z0-9_./-]+") && !isThere(program)) {
      return new Finding.Problem(
          Cause.ENVIRONMENT,
          "the command's " + program + ": not found, so logs.errors will be INVALID",
          mend());
    }
    return new Finding.Ok(
        (logs.files().isEmpty() ? "" : files + " can be read, ")
            + "a command is named, which a run tries after its load");
  }

  private boolean isThere(String program) throws IOException, InterruptedException {
    return Command.run(environment, "sh", "-c", "command -v \"$0\"", program).status() == 0;
  }
}
