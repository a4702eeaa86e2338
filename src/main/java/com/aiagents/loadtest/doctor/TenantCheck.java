package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TenantRow;
import com.aiagents.loadtest.target.TenantTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the tenant's row lets a load pass. */
record TenantCheck(Asked asking, Target target, Map<String, String> environment) implements Check {
  /** Webhooks a minute where the row says nothing. */
  private static final long PLATFORM_LIMIT = 100;

  @Override
  public Subject subject() {
    return Subject.TENANT;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.DATABASE);
  }

  @Override
  public String asked() {
    return "tenant " + target.tenant();
  }

  @Override
  public String mend() {
    return asking.command("tenant create");
  }

  @Override
  public Finding ask() throws TargetException, DefinitionException {
    if (target.database().isEmpty()) {
      return new Finding.Aside("not asked: no database is named");
    }
    String place = asked() + " in " + target.database().get();
    Optional<TenantRow> found = new TenantTable(target).find();
    if (found.isEmpty()) {
      return new Finding.Problem(Cause.CONFIGURATION, place + ": not found", mend());
    }
    TenantRow row = found.get();
    String mend = mend() + (row.isOurs() ? "" : " --force");
    Optional<EncryptionKey> key;
    try {
      key = EncryptionKey.of(environment);
    } catch (DefinitionException e) {
      return new Finding.Problem(
          Cause.CONFIGURATION,
          e.getMessage(),
          "read -rs " + EncryptionKey.VARIABLE + " && export " + EncryptionKey.VARIABLE);
    }
    List<String> problems = problems(row, key);
    if (!problems.isEmpty()) {
      return new Finding.Problem(
          Cause.CONFIGURATION, place + ": " + String.join("; ", problems), mend);
    }
    String text = "active, " + limit(row) + " webhooks a minute, ";
    if (!row.isSigningSecretEncrypted()) {
      return new Finding.Warning(
          place + ": " + text + "its secret is plain text, which the platform cannot decrypt",
          mend);
    }
    return new Finding.Ok(text + comparison(key));
  }

  private List<String> problems(TenantRow row, Optional<EncryptionKey> key) {
    List<String> problems = new ArrayList<>();
    if (!row.active()) {
      problems.add("not active");
    }
    String tooMuch =
        Scenarios.all().stream()
            .filter(scenario -> load(scenario) > limit(row))
            .map(scenario -> scenario.name() + " sends up to " + load(scenario))
            .collect(Collectors.joining(", "));
    if (!tooMuch.isEmpty()) {
      problems.add("allowed are " + limit(row) + " webhooks a minute, " + tooMuch);
    }
    Optional<Secret> secret = Secret.of(environment);
    if (secret.isPresent() && key.isPresent() && row.isSigningSecretEncrypted()) {
      Optional<Boolean> same = row.signsWith(secret.get(), key.get());
      if (same.isEmpty()) {
        problems.add("its secret cannot be decrypted with " + EncryptionKey.VARIABLE);
      } else if (!same.get()) {
        problems.add("its secret differs from " + Secret.VARIABLE);
      }
    }
    return problems;
  }

  private String comparison(Optional<EncryptionKey> key) {
    return key.isPresent() && Secret.of(environment).isPresent()
        ? "its secret matches"
        : "its secret not compared: needed are "
            + EncryptionKey.VARIABLE
            + " and "
            + Secret.VARIABLE;
  }

  private long load(Scenario scenario) {
    return scenario.withMix(scenario.mix().without(target.missingTasks())).webhooksPerMinute();
  }

  private static long limit(TenantRow row) {
    return row.webhooksPerMinute().orElse(PLATFORM_LIMIT);
  }
}
