package io.cloakroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of the house, as docs/design.md draws them. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cloakroom");

  @Test
  void clientsAndIntegrationsKnowTheCoreAndNeverEachOther() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy(
            "io.cloakroom.redis..",
            "io.cloakroom.session..",
            "io.cloakroom.serializer..",
            "io.cloakroom.crypto..",
            "io.cloakroom.metrics..",
            "io.cloakroom.http..")
        .layer("jedis")
        .definedBy("io.cloakroom.jedis..")
        .layer("lettuce")
        .definedBy("io.cloakroom.lettuce..")
        .layer("redisson")
        .definedBy("io.cloakroom.redisson..")
        .layer("mock")
        .definedBy("io.cloakroom.mock..")
        .layer("javalin")
        .definedBy("io.cloakroom.javalin..")
        .layer("micronaut")
        .definedBy("io.cloakroom.micronaut..")
        .layer("kit")
        .definedBy("io.cloakroom.tck..")
        .layer("demo")
        .definedBy("io.cloakroom.demo..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("jedis")
        .mayOnlyAccessLayers("core")
        .whereLayer("lettuce")
        .mayOnlyAccessLayers("core")
        .whereLayer("redisson")
        .mayOnlyAccessLayers("core")
        .whereLayer("mock")
        .mayOnlyAccessLayers("core")
        .whereLayer("javalin")
        .mayOnlyAccessLayers("core")
        .whereLayer("micronaut")
        .mayOnlyAccessLayers("core")
        .whereLayer("kit")
        .mayOnlyAccessLayers("core")
        .whereLayer("demo")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kit")
        .mayNotBeAccessedByAnyLayer()
        .check(OURS);
  }

  @Test
  void theCoreKnowsNoClientAndNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.cloakroom.redis..",
            "io.cloakroom.session..",
            "io.cloakroom.serializer..",
            "io.cloakroom.crypto..",
            "io.cloakroom.metrics..",
            "io.cloakroom.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "redis.clients..",
            "io.lettuce..",
            "org.redisson..",
            "io.javalin..",
            "io.micronaut..",
            "jakarta.servlet..",
            "org.eclipse.jetty..")
        .check(OURS);
  }

  @Test
  void withinTheCoreThePortKnowsNothingAndTheStoreNoHttp() {
    noClasses()
        .that()
        .resideInAPackage("io.cloakroom.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.cloakroom.session..",
            "io.cloakroom.serializer..",
            "io.cloakroom.crypto..",
            "io.cloakroom.http..")
        .check(OURS);
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.cloakroom.session..", "io.cloakroom.serializer..", "io.cloakroom.crypto..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.cloakroom.http..", "io.cloakroom.metrics..")
        .check(OURS);
  }

  @Test
  void onlyTheMetricsKnowMicrometerWhichIsOptional() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.cloakroom.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(OURS);
  }

  @Test
  void noAdapterAndNoIntegrationTurnsInACircle() {
    slices()
        .matching("io.cloakroom.(jedis|lettuce|redisson|javalin|micronaut|mock|tck)..")
        .should()
        .beFreeOfCycles()
        .check(OURS);
  }
}
