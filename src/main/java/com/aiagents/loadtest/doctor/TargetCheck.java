package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.unit.ShellWord;
import java.nio.file.Files;

/** Whether what names the target can be used. */
record TargetCheck(Asked asking) implements Check {
  @Override
  public Subject subject() {
    return Subject.TARGET;
  }

  @Override
  public String asked() {
    return "the target";
  }

  @Override
  public String mend() {
    if (asking.file().isPresent()) {
      return Files.exists(asking.file().get())
          ? "${EDITOR:-vi} "
              + ShellWord.of(asking.file().get().toString())
              + "   # docs/targets.md has every key"
          : "ls data/targets/";
    }
    String variable =
        asking.problem().contains("AI_AGENTS_REDIS_URL")
            ? "AI_AGENTS_REDIS_URL=redis://:PASSWORD@localhost:6379/0"
            : "AI_AGENTS_DATABASE_URL=postgresql://USER:PASSWORD@localhost:5433/ai_agents";
    return asking.problem().contains("AI_AGENTS_")
        ? "export " + variable
        : "scripts/load-test doctor --host http://localhost:8000";
  }

  @Override
  public Finding ask() {
    if (asking.target().isEmpty()) {
      return new Finding.Problem(Cause.CONFIGURATION, asking.problem(), mend());
    }
    Target target = asking.target().get();
    String name = target.name().equals(target.url().toString()) ? "" : target.name() + ", ";
    return new Finding.Ok(name + target.url() + ", tenant " + target.tenant());
  }
}
