package com.aiagents.loadtest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.doctor.Finding.Aside;
import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.doctor.Finding.NotAsked;
import com.aiagents.loadtest.doctor.Finding.Ok;
import com.aiagents.loadtest.doctor.Finding.Problem;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.TargetException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How checks are asked, by checks of the test's own. */
class ExaminationTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Ok FINE = new Ok("fine");

  private final List<Subject> asked = new ArrayList<>();
  private final List<Subject> told = new ArrayList<>();

  @Test
  void findingsAreToldInTheOrderOfTheirSubjects() throws Exception {
    Map<Subject, Finding> found =
        examine(
            LONG,
            LONG,
            check(Subject.DATABASE, () -> FINE),
            check(Subject.TENANT, () -> FINE, Subject.DATABASE),
            check(Subject.JAVA, () -> FINE));
    assertThat(found.values()).containsOnly(FINE);
    assertThat(told).containsExactly(Subject.JAVA, Subject.TENANT, Subject.DATABASE);
    assertThat(asked)
        .as("once each, and what another needs before it")
        .containsExactly(Subject.JAVA, Subject.DATABASE, Subject.TENANT);
  }

  @Test
  void whatDependsOnAProblemIsNotAskedAndSaysWhy() throws Exception {
    Map<Subject, Finding> found =
        examine(
            LONG,
            LONG,
            check(
                Subject.HOST,
                () -> {
                  throw new TargetException("h:1: connection refused");
                }),
            check(Subject.HEALTH, () -> FINE, Subject.HOST),
            check(Subject.METRICS, () -> FINE, Subject.HEALTH),
            check(Subject.REDIS, () -> FINE));
    assertThat(found)
        .containsEntry(
            Subject.HOST, new Problem(Cause.ENVIRONMENT, "h:1: connection refused", "mend it"))
        .containsEntry(Subject.HEALTH, new NotAsked("the host cannot be reached"))
        .containsEntry(Subject.METRICS, new NotAsked("the host cannot be reached"))
        .containsEntry(Subject.REDIS, FINE);
    assertThat(asked).containsExactly(Subject.HOST, Subject.REDIS);
  }

  @Test
  void whatStandsAsideKeepsNobodyFromAsking() throws Exception {
    Map<Subject, Finding> found =
        examine(
            LONG,
            LONG,
            check(Subject.TLS, () -> new Aside("not needed")),
            check(Subject.HEALTH, () -> FINE, Subject.TLS));
    assertThat(found).containsEntry(Subject.HEALTH, FINE);
  }

  @Test
  void everyFailureIsAProblemAndStopsNone() throws Exception {
    Map<Subject, Finding> found =
        examine(
            LONG,
            LONG,
            check(
                Subject.JAVA,
                () -> {
                  throw new DefinitionException("a setting");
                }),
            check(
                Subject.MAVEN,
                () -> {
                  throw new AccessDeniedException("/x");
                }),
            check(
                Subject.DISK,
                () -> {
                  throw new IllegalStateException("a fault");
                }),
            check(Subject.LOG, () -> FINE));
    assertThat(found)
        .containsEntry(Subject.JAVA, new Problem(Cause.CONFIGURATION, "a setting", "mend it"))
        .containsEntry(
            Subject.MAVEN, new Problem(Cause.ENVIRONMENT, "/x: AccessDeniedException", "mend it"))
        .containsEntry(
            Subject.DISK,
            new Problem(
                Cause.ENVIRONMENT, "it: java.lang.IllegalStateException: a fault", "mend it"))
        .containsEntry(Subject.LOG, FINE);
  }

  @Test
  void whatHangsIsGivenUpAndInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Map<Subject, Finding> found =
        examine(
            Duration.ofSeconds(1),
            LONG,
            check(Subject.DATABASE, () -> hang(interrupted)),
            check(Subject.REDIS, () -> FINE));
    assertThat(found)
        .containsEntry(
            Subject.DATABASE, new Problem(Cause.ENVIRONMENT, "it: no answer within 1 s", "look"))
        .containsEntry(Subject.REDIS, FINE);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void allOfThemTogetherEndInTime() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    long start = System.nanoTime();
    Map<Subject, Finding> found =
        examine(
            LONG,
            Duration.ofSeconds(1),
            check(Subject.DATABASE, () -> hang(interrupted)),
            check(Subject.REDIS, () -> FINE));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    assertThat(found)
        .containsEntry(Subject.REDIS, new NotAsked("the others took all the time that there is"));
  }

  private static Finding hang(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      return FINE;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  private Map<Subject, Finding> examine(Duration each, Duration all, Check... checks)
      throws InterruptedException {
    Map<Subject, Finding> found = new EnumMap<>(Subject.class);
    new Examination(List.of(checks), each, all)
        .run(
            (subject, finding) -> {
              told.add(subject);
              found.put(subject, finding);
            });
    return found;
  }

  private Check check(Subject subject, Callable<Finding> answer, Subject... needs) {
    return new Check() {
      @Override
      public Subject subject() {
        return subject;
      }

      @Override
      public List<Subject> needs() {
        return List.of(needs);
      }

      @Override
      public String asked() {
        return "it";
      }

      @Override
      public String mend() {
        return "mend it";
      }

      @Override
      public String mendSilence() {
        return "look";
      }

      @Override
      public Finding ask()
          throws TargetException, DefinitionException, java.io.IOException, InterruptedException {
        asked.add(subject);
        try {
          return answer.call();
        } catch (RuntimeException
            | TargetException
            | DefinitionException
            | java.io.IOException
            | InterruptedException e) {
          throw e;
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }
}
