package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLogTest {
  private static final Secret SECRET = new Secret("top-secret-0123456789");
  @TempDir private Path folder;
  private Path file;
  private Path errors;

  @BeforeEach
  void aLogFromBefore() throws IOException {
    file = Files.writeString(folder.resolve("app.log"), "ERROR of yesterday\n");
    errors = folder.resolve("target-errors.log");
  }

  @Test
  void countsWhatWasAppended() throws Exception {
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    append("INFO fine\r\n\nERROR über: key top-secret-0123456789 refused\nWARN x\nTraceback (most");
    assertThat(log.read(errors, SECRET, () -> false))
        .isEqualTo(new LogFindings(5, 2, Optional.empty()));
    assertThat(errors).hasContent("ERROR über: key *** refused\nTraceback (most\n");
  }

  @Test
  void aSecretThatStandsInAnErrorHidesNone() throws Exception {
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    append("ERROR 1\n");
    assertThat(log.read(errors, new Secret("RR"), () -> false).errors()).isEqualTo(1);
    assertThat(errors).hasContent("E***OR 1\n");
  }

  @Test
  void withoutAnErrorThereIsNoFile() throws Exception {
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    assertThat(log.read(errors, SECRET, () -> false))
        .isEqualTo(new LogFindings(0, 0, Optional.empty()));
    assertThat(errors).doesNotExist();
  }

  @Test
  void keepsTheFirstErrorsAndCountsAll() throws Exception {
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    append("ERROR\n".repeat(ErrorLines.MOST_LINES + 1));
    assertThat(log.read(errors, SECRET, () -> false).errors()).isEqualTo(ErrorLines.MOST_LINES + 1);
    assertThat(Files.readAllLines(errors)).hasSize(ErrorLines.MOST_LINES);
  }

  @Test
  void aLineWithoutEndLeavesNothingOfTheSecret() throws Exception {
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    // the secret stands wherever a line may be cut
    append("ERROR " + SECRET.reveal().repeat(20_000) + "\n");
    assertThat(log.read(errors, SECRET, () -> false).errors()).isEqualTo(1);
    assertThat(Files.readString(errors)).startsWith("ERROR ***").doesNotContain("top");
  }

  @Test
  void aFileThatIsNotTheSameAnyMoreIsLost() throws Exception {
    ApplicationLog vanished = ApplicationLog.open(Target.Logs.of(file));
    ApplicationLog shortened = ApplicationLog.open(Target.Logs.of(file));
    ApplicationLog rewritten = ApplicationLog.open(Target.Logs.of(file));
    ApplicationLog replaced = ApplicationLog.open(Target.Logs.of(file));
    Files.writeString(file, "short\n");
    assertThat(lost(shortened)).hasValue(file + ": was shortened during the run");
    Files.writeString(file, "another beginning, and then longer than it was\n");
    assertThat(lost(rewritten)).hasValue(file + ": was rewritten during the run");
    Path next = Files.writeString(folder.resolve("next"), "ERROR of yesterday\nmore\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(lost(replaced)).hasValue(file + ": was replaced by another file during the run");
    Files.delete(file);
    assertThat(lost(vanished)).hasValue(file + ": vanished");
  }

  @Test
  void aFileThatAppearsDuringTheRunIsRead() throws Exception {
    Files.delete(file);
    ApplicationLog log = ApplicationLog.open(Target.Logs.of(file));
    Files.writeString(file, "CRITICAL\n");
    assertThat(log.read(errors, SECRET, () -> false))
        .isEqualTo(new LogFindings(1, 1, Optional.empty()));
  }

  @Test
  void aFolderIsNoLog() throws Exception {
    assertThat(lost(ApplicationLog.open(Target.Logs.of(folder))))
        .get()
        .asString()
        .startsWith(folder + ": cannot be read (");
  }

  @Test
  void asksACommandForTheTimeOfTheRun() throws Exception {
    ApplicationLog log = command("echo since {start}; echo ERROR from stderr >&2; env");
    LogFindings found = log.read(errors, SECRET, () -> false);
    assertThat(found.lost()).isEmpty();
    assertThat(found.errors()).isEqualTo(2);
    assertThat(errors)
        .content()
        .startsWith("since 2026-01-02T03:04:05.678Z\nERROR from stderr\n")
        .doesNotContain(Secret.VARIABLE);
  }

  @Test
  void aCommandThatDoesNotEndWellLosesTheLog() throws Exception {
    assertThat(lost(command("echo no such container: top-secret-0123456789 >&2; exit 3")))
        .hasValue("the log command ended with status 3: no such container: ***");
    assertThat(lost(command("sleep 600 & sleep 600", Duration.ofMillis(500))))
        .hasValue("the log command did not end within 0.5 s");
    assertThat(command("sleep 600").read(errors, SECRET, () -> true).lost())
        .hasValue("the log command was stopped by the user");
  }

  private Optional<String> lost(ApplicationLog log) throws Exception {
    return log.read(errors, SECRET, () -> false).lost();
  }

  private static ApplicationLog command(String command) {
    return command(command, Duration.ofSeconds(60));
  }

  private static ApplicationLog command(String command, Duration patience) {
    return ApplicationLog.open(
        new Target.Logs(
            List.of(), Optional.of(command), Pattern.compile("ERROR|since"), Source.NAMED),
        Instant.parse("2026-01-02T03:04:05.678912Z"),
        patience);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }
}
