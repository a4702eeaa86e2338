package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TenantRow;
import com.aiagents.loadtest.target.TenantSettings;
import com.aiagents.loadtest.target.TenantTable;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenant}: the load-test tenant in the target's database. */
@Command(
    name = "tenant",
    description = "Creates, shows or deletes the load-test tenant in the target's database.",
    mixinStandardHelpOptions = true)
final class TenantCommand implements Runnable {
  private static final int URL_LENGTH = 500;

  @Spec private CommandSpec spec;
  @ParentCommand private LoadTest launcher;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "tenant: which command? allowed are create, show, delete");
  }

  @Command(
      description = {
        "Creates the tenant or brings it up to date; twice is as good as once.",
        "Signing secret, API key and the key that encrypts both come from LOAD_TEST_WEBHOOK_SECRET,"
            + " LOAD_TEST_API_KEY and ENCRYPTION_KEY."
      },
      mixinStandardHelpOptions = true)
  int create(
      @Mixin NamedTarget named,
      @Option(
              names = "--servicedesk-url",
              paramLabel = "URL",
              description = "Of a new tenant: https://servicedesk.invalid.")
          String servicedeskUrl,
      @Option(names = "--force", description = "Also a tenant that this suite did not make.")
          boolean force)
      throws DefinitionException, TargetException {
    Target target = named.withDatabase(launcher.environment());
    TenantSettings settings =
        TenantSettings.of(launcher.environment(), checkedServicedeskUrl(servicedeskUrl));
    Optional<TenantRow> before = new TenantTable(target).create(settings, force);
    say(target, (before.isEmpty() ? "created" : "brought up to date") + in(target));
    before
        .filter(row -> !row.isOurs())
        .ifPresent(row -> say(target, "not made by this suite, its name stays " + quoted(row)));
    sayWhatIsCached(target);
    if (settings.encryptionKey().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "load-test: warning: environment variable "
                  + EncryptionKey.VARIABLE
                  + ": not set, so the secrets are stored as plain text, which the platform cannot"
                  + " decrypt");
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Shows the tenant, and whether its signing secret is that of the environment.",
      mixinStandardHelpOptions = true)
  int show(@Mixin NamedTarget named) throws DefinitionException, TargetException {
    Map<String, String> environment = launcher.environment();
    Target target = named.withDatabase(environment);
    Optional<EncryptionKey> key = EncryptionKey.of(environment);
    TenantRow row =
        new TenantTable(target)
            .find()
            .orElseThrow(
                () ->
                    new DefinitionException(
                        "tenant "
                            + target.tenant()
                            + in(target)
                            + ": not found, scripts/load-test tenant create"
                            + named.asTyped()
                            + " makes it"));
    PrintWriter screen = screen();
    screen.println("tenant:          " + row.tenantId() + in(target));
    screen.println("id:              " + row.id());
    screen.println("name:            " + printable(row.name()));
    screen.println("made by:         " + (row.isOurs() ? "this suite" : "somebody else"));
    screen.println("active:          " + (row.active() ? "yes" : "no"));
    screen.println(
        "webhooks:        "
            + (row.webhooksPerMinute().isPresent()
                ? row.webhooksPerMinute().getAsLong() + " a minute"
                : "not set, so as many a minute as the platform allows by default"));
    screen.println("created:         " + row.created());
    screen.println("updated:         " + row.updated());
    screen.println("API key:         " + form(row.isApiKeyEncrypted()));
    screen.println(
        "signing secret:  "
            + form(row.isSigningSecretEncrypted())
            + "; "
            + comparison(row, Secret.of(environment), key));
    return ExitCode.OK;
  }

  @Command(
      description = "Deletes the tenant's row and nothing else.",
      mixinStandardHelpOptions = true)
  int delete(
      @Mixin NamedTarget named,
      @Option(names = "--force", description = "Also a tenant that this suite did not make.")
          boolean force)
      throws DefinitionException, TargetException {
    Target target = named.withDatabase(launcher.environment());
    Optional<TenantRow> before = new TenantTable(target).delete(force);
    say(target, before.isEmpty() ? "there is none" + in(target) : "deleted" + from(target));
    sayWhatIsCached(target);
    return ExitCode.OK;
  }

  private static Optional<String> checkedServicedeskUrl(String text) throws DefinitionException {
    if (text == null) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && text.length() <= URL_LENGTH) {
        return Optional.of(text);
      }
    } catch (IllegalArgumentException e) {
      // reported below, like every other form that is not allowed
    }
    throw new DefinitionException(
        "--servicedesk-url: found "
            // what stands before an @ may be a password
            + (text.contains("@") ? "something else" : "'" + text + "'")
            + ", allowed is http://… or https://… of at most "
            + URL_LENGTH
            + " characters");
  }

  private static String comparison(
      TenantRow row, Optional<Secret> secret, Optional<EncryptionKey> key) {
    if (secret.isEmpty() || key.isEmpty()) {
      return "not compared, needed are " + EncryptionKey.VARIABLE + " and " + Secret.VARIABLE;
    }
    return row.signsWith(secret.get(), key.get())
        .map(same -> (same ? "matches " : "differs from ") + Secret.VARIABLE)
        .orElse("cannot be decrypted with " + EncryptionKey.VARIABLE);
  }

  private void sayWhatIsCached(Target target) {
    say(
        target,
        target.redis().isPresent()
            ? "its cached settings are forgotten"
            : "no Redis is named, so the platform may use cached settings for up to 300 s");
  }

  private static String form(boolean encrypted) {
    return encrypted ? "encrypted" : "plain text, which the platform cannot decrypt";
  }

  private static String in(Target target) {
    return " in " + target.database().orElseThrow();
  }

  private static String from(Target target) {
    return " from " + target.database().orElseThrow();
  }

  private static String quoted(TenantRow row) {
    return "'" + printable(row.name()) + "'";
  }

  /** What others wrote, without what would move the cursor. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private void say(Target target, String what) {
    screen().println("tenant " + target.tenant() + ": " + what);
  }

  private PrintWriter screen() {
    return spec.commandLine().getOut();
  }
}
