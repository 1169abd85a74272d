package io.cloakroom.tests.repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.cloakroom.annotation.CheckReturnValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dependencies between modules, and between the packages of store-core. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cloakroom");

  /** Each package of store-core, from the ground up, with the packages that it may know. */
  private static final Map<String, String[]> CORE = new LinkedHashMap<>();

  static {
    CORE.put("redis", knows());
    CORE.put("redis.adapter", knows("redis"));
    CORE.put("redis.resilience", knows("redis", "redis.adapter"));
    CORE.put("record", knows());
    CORE.put("serializer.model", knows());
    CORE.put("serializer", knows("record", "serializer.model"));
    CORE.put("serializer.json", knows("record", "serializer", "serializer.model"));
    CORE.put("serializer.kryo", knows("record", "serializer", "serializer.model"));
    CORE.put("crypto", knows("record"));
    CORE.put("callback", knows());
    CORE.put("async", knows());
    CORE.put(
        "session.content", knows("callback", "record", "serializer", "serializer.json", "crypto"));
    CORE.put("session.writing", knows("async", "session.content", "redis", "redis.adapter"));
    CORE.put("session.keys", knows("async", "session.writing", "redis", "redis.adapter"));
    CORE.put(
        "session.index",
        knows("callback", "session.keys", "session.writing", "redis", "record", "crypto"));
    CORE.put(
        "session",
        knows(
            "callback",
            "async",
            "session.content",
            "session.writing",
            "session.keys",
            "session.index",
            "redis",
            "redis.adapter",
            "redis.resilience",
            "record",
            "serializer",
            "serializer.json",
            "crypto"));

    CORE.put("express", knows("record", "session"));
    CORE.put(
        "http",
        knows("callback", "async", "redis", "redis.adapter", "record", "session", "express"));
    CORE.put(
        "admin",
        knows("redis", "redis.resilience", "record", "crypto", "async", "session", "http"));
    CORE.put("metrics", knows("callback", "redis", "redis.resilience", "session"));
  }

  @Test
  void noPackagesDependOnEachOtherInACycle() {
    noCycle("io.cloakroom.(**)").check(OURS);
  }

  @Test
  void theDependenciesInsideTheCoreOnlyPointDown() {
    coreLayers().check(OURS);
  }

  @Test
  void clientsAndIntegrationsKnowTheCoreAndNeverEachOther() {
    String[] core = CORE.keySet().stream().map(ArchitectureTest::name).toArray(String[]::new);
    LayeredArchitecture modules =
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer("core").definedBy(core);
    for (String module :
        new String[] {
          "jedis", "lettuce", "redisson", "mock", "javalin", "micronaut", "tck", "demo"
        }) {
      modules = modules.layer(module).definedBy(name(module) + "..");
    }
    modules = modules.whereLayer("core").mayNotAccessAnyLayer();
    for (String module :
        new String[] {"jedis", "lettuce", "redisson", "mock", "javalin", "micronaut", "tck"}) {
      modules = modules.whereLayer(module).mayOnlyAccessLayers("core");
    }
    modules
        .whereLayer("demo")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tck")
        .mayNotBeAccessedByAnyLayer()
        .check(OURS);
  }

  @Test
  void theCoreKnowsNoClientAndNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            CORE.keySet().stream().map(ArchitectureTest::name).toArray(String[]::new))
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
  void onlyTheMetricsAndTheBeansThatWireThemKnowMicrometerWhichIsOptional() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.cloakroom.metrics..", "io.cloakroom.tests..")
        .and()
        .haveNameNotMatching("io\\.cloakroom\\.micronaut\\..*(Metrics|Traces)Factory.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(OURS);
  }

  @Test
  void immutableTypesThatReturnChangedCopiesAreMarkedForErrorProne() {
    checkedReturnValues(
            "io.cloakroom.record..",
            "io.cloakroom.redis..",
            "io.cloakroom.crypto..",
            "io.cloakroom.session",
            "io.cloakroom.http")
        .check(OURS);
  }

  @Test
  void aTypeThatReturnsCopiesWithoutTheMarkIsNoticed() {
    JavaClasses unmarked = new ClassFileImporter().importClasses(Unmarked.class);

    assertThat(checkedReturnValues("io.cloakroom.tests..").evaluate(unmarked).hasViolation())
        .isTrue();
  }

  /** Immutable, and without the mark. */
  public record Unmarked(int value) {
    public Unmarked withValue(int newValue) {
      return new Unmarked(newValue);
    }
  }

  /** Builders and options change themselves; exceptions are thrown. */
  private static ArchRule checkedReturnValues(String... packages) {
    return methods()
        .that(areInstanceMethodsReturningTheirOwnType())
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .haveSimpleNameNotEndingWith("Builder")
        .and()
        .areDeclaredInClassesThat()
        .haveSimpleNameNotEndingWith("Options")
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Throwable.class)
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(packages)
        .should()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(CheckReturnValue.class);
  }

  private static DescribedPredicate<JavaMethod> areInstanceMethodsReturningTheirOwnType() {
    return DescribedPredicate.describe(
        "are instance methods that return their own type",
        method ->
            !method.getModifiers().contains(JavaModifier.STATIC)
                && method.getRawReturnType().equals(method.getOwner()));
  }

  static ArchRule noCycle(String packages) {
    return slices().matching(packages).should().beFreeOfCycles();
  }

  private static LayeredArchitecture coreLayers() {
    LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String each : CORE.keySet()) {
      layers = layers.layer(each).definedBy(name(each));
    }
    for (Map.Entry<String, String[]> each : CORE.entrySet()) {
      layers =
          each.getValue().length == 0
              ? layers.whereLayer(each.getKey()).mayNotAccessAnyLayer()
              : layers.whereLayer(each.getKey()).mayOnlyAccessLayers(each.getValue());
    }
    return layers;
  }

  private static String name(String inCloakroom) {
    return "io.cloakroom." + inCloakroom;
  }

  private static String[] knows(String... packages) {
    return packages;
  }
}
