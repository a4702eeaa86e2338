package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.doctor.Finding.NotAsked;
import com.aiagents.loadtest.doctor.Finding.Problem;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.TargetException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * All checks, asked one after another: none stops another, and whatever hangs, it ends in time.
 *
 * <p>A check is asked before its turn if one that depends on it comes first. Used by one thread,
 * once.
 */
public final class Examination {
  /** How long one check may take. */
  static final Duration EACH = Duration.ofSeconds(5);

  /** How long all of them may take: with the start of Java the command ends within 30 s. */
  static final Duration ALL = Duration.ofSeconds(28);

  private final Map<Subject, Check> checks = new EnumMap<>(Subject.class);
  private final Map<Subject, Finding> findings = new EnumMap<>(Subject.class);
  private final Duration each;
  private final long end;

  Examination(List<Check> checks, Duration each, Duration all) {
    checks.forEach(check -> this.checks.put(check.subject(), check));
    this.each = each;
    this.end = System.nanoTime() + all.toNanos();
  }

  /**
   * Asks all checks.
   *
   * @param listener gets each finding as soon as it and all before it are known
   * @return the findings
   */
  public Collection<Finding> run(BiConsumer<Subject, Finding> listener)
      throws InterruptedException {
    for (Subject subject : checks.keySet()) {
      listener.accept(subject, find(subject));
    }
    return findings.values();
  }

  private Finding find(Subject subject) throws InterruptedException {
    Finding known = findings.get(subject);
    if (known == null) {
      known = examine(checks.get(subject));
      findings.put(subject, known);
    }
    return known;
  }

  private Finding examine(Check check) throws InterruptedException {
    for (Subject need : check.needs()) {
      Finding found = find(need);
      if (found instanceof Problem) {
        return new NotAsked(need.lacking());
      }
      if (found instanceof NotAsked) {
        return found;
      }
    }
    long patience = Math.min(each.toNanos(), end - System.nanoTime());
    return patience > 0
        ? ask(check, patience)
        : new NotAsked("the others took all the time that there is");
  }

  private Finding ask(Check check, long patience) throws InterruptedException {
    FutureTask<Finding> task = new FutureTask<>(check::ask);
    Thread thread = new Thread(task, "doctor-" + check.subject());
    // a question that cannot be interrupted must not keep the process
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(patience, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String seconds = Long.toString(Math.round(patience / 1e9));
      return new Problem(
          Cause.ENVIRONMENT,
          check.asked() + ": no answer within " + seconds + " s",
          check.mendSilence());
    } catch (ExecutionException e) {
      return failed(check, e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private static Finding failed(Check check, Throwable e) {
    Cause cause = e instanceof DefinitionException ? Cause.CONFIGURATION : Cause.ENVIRONMENT;
    if (e instanceof DefinitionException || e instanceof TargetException) {
      return new Problem(cause, e.getMessage(), check.mend());
    }
    if (e instanceof FileSystemException f) {
      String reason = f.getReason() == null ? e.getClass().getSimpleName() : f.getReason();
      return new Problem(cause, f.getFile() + ": " + reason, check.mend());
    }
    return new Problem(cause, check.asked() + ": " + e, check.mend());
  }
}
