package com.aiagents.loadtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/** The way of the data, as a test: imports follow the arrows. */
@AnalyzeClasses(
    packages = "com.aiagents.loadtest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "com.aiagents.loadtest.";

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("unit")
          .definedBy(ROOT + "unit")
          .layer("scenario")
          .definedBy(ROOT + "scenario")
          .layer("plan")
          .definedBy(ROOT + "plan")
          .layer("samples")
          .definedBy(ROOT + "samples")
          .layer("workflow")
          .definedBy(ROOT + "workflow")
          .layer("target")
          .definedBy(ROOT + "target")
          .layer("agent")
          .definedBy(ROOT + "agent")
          .layer("monitor")
          .definedBy(ROOT + "monitor")
          .layer("run")
          .definedBy(ROOT + "run")
          .layer("analysis")
          .definedBy(ROOT + "analysis")
          .layer("verdict")
          .definedBy(ROOT + "verdict")
          .layer("report")
          .definedBy(ROOT + "report")
          .layer("live")
          .definedBy(ROOT + "live")
          .layer("doctor")
          .definedBy(ROOT + "doctor")
          .layer("embedded")
          .definedBy(ROOT + "embedded")
          .layer("cli")
          .definedBy(ROOT + "cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("embedded")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("agent")
          .mayOnlyBeAccessedByLayers("run", "cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("doctor", "cli")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("run", "doctor", "cli")
          .whereLayer("live")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers("report", "live", "cli")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("verdict", "report", "live", "cli")
          .whereLayer("monitor")
          .mayOnlyBeAccessedByLayers("run", "doctor", "cli")
          .whereLayer("target")
          .mayOnlyBeAccessedByLayers("monitor", "run", "doctor", "cli");

  @ArchTest static final ArchRule embeddedIsAnIsland = island("embedded");

  /** A bundle of it and JMeter is complete. */
  @ArchTest static final ArchRule agentIsAnIsland = island("agent");

  private static ArchRule island(String name) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "belong to the suite",
                c ->
                    c.getPackageName().startsWith(ROOT)
                        && !c.getPackageName().equals(ROOT + name)));
  }

  /** What the launcher uses of the agent is loaded where no JMeter is. */
  @ArchTest
  static final ArchRule theWayToAnAgentNeedsNoJMeter =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "agent")
          .and()
          .haveSimpleNameStartingWith("Agent")
          .and()
          .doNotHaveSimpleName("Agent")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.jmeter..", "org.apache.jorphan..");

  /** They come to JMeter in a jar of their own. */
  @ArchTest
  static final ArchRule functionsAreAnIsland =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "functions")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              ROOT + "functions", "java..", "javax.crypto..", "org.apache..", "org.slf4j..");

  @ArchTest
  static final ArchRule nobodyCallsFunctionsButPlans =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "functions")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "functions");

  @ArchTest
  static final ArchRule reportsShowTheVerdictAndTheAnalysisOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "report")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "samples",
              ROOT + "workflow",
              ROOT + "target",
              ROOT + "monitor",
              ROOT + "run",
              ROOT + "plan",
              ROOT + "scenario");

  @ArchTest
  static final ArchRule onlyThePlanItsFunctionsAndTheAgentKnowJMeter =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "plan", ROOT + "functions", ROOT + "agent")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.jmeter..", "org.apache.jorphan..", "kg.apc..", "com.blazemeter..");

  @ArchTest
  static final ArchRule judgingNeedsNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "unit",
              ROOT + "scenario",
              ROOT + "samples",
              ROOT + "workflow",
              ROOT + "analysis",
              ROOT + "verdict",
              ROOT + "report")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.sql..", "redis..", "org.postgresql..", "com.zaxxer..");

  @ArchTest
  static final ArchRule onlyTheLauncherAndTheTargetPrint =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "cli.LoadTest")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "embedded.EmbeddedTarget")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "agent.Agent")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule noClutter =
      classes()
          .should()
          .resideOutsideOfPackages("..util..", "..model..", "..impl..", "..exceptions..");

  @ArchTest
  static void everyPackageIsDescribed(JavaClasses all) {
    all.stream()
        .map(c -> c.getPackageName())
        .distinct()
        .forEach(
            name ->
                Assertions.assertThat(
                        Files.exists(
                            Path.of("src/main/java", name.replace('.', '/'), "package-info.java")))
                    .as("package-info.java of %s", name)
                    .isTrue());
  }
}
