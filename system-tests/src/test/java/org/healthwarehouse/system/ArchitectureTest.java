package org.healthwarehouse.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** The rules of the structure, checked on the compiled classes of all published modules. */
@AnalyzeClasses(packages = "org.healthwarehouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.healthwarehouse";
    private static final String[] CORE_PACKAGES = {
        CORE,
        CORE + ".model..",
        CORE + ".series..",
        CORE + ".coverage..",
        CORE + ".connector..",
        CORE + ".storage",
        CORE + ".export",
        CORE + ".http..",
        CORE + ".auth..",
        CORE + ".sync.."
    };

    @ArchTest
    static final ArchRule packagesStandOnFloors = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(CORE_PACKAGES[0], CORE + "..")
            .layer("model")
            .definedBy(CORE + ".model..")
            .layer("series")
            .definedBy(CORE + ".series..")
            .layer("coverage")
            .definedBy(CORE + ".coverage..")
            .layer("connector")
            .definedBy(CORE + ".connector..")
            .layer("storage")
            .definedBy(CORE + ".storage")
            .layer("export")
            .definedBy(CORE + ".export")
            .layer("http")
            .definedBy(CORE + ".http..")
            .layer("auth")
            .definedBy(CORE + ".auth..")
            .layer("sync")
            .definedBy(CORE + ".sync..")
            .layer("facade")
            .definedBy(CORE)
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("series")
            .mayOnlyAccessLayers("model")
            .whereLayer("coverage")
            .mayOnlyAccessLayers("model")
            .whereLayer("connector")
            .mayOnlyAccessLayers("model", "coverage")
            .whereLayer("storage")
            .mayOnlyAccessLayers("model", "coverage", "connector")
            .whereLayer("export")
            .mayOnlyAccessLayers("model", "coverage", "storage")
            .whereLayer("http")
            .mayOnlyAccessLayers("model", "connector")
            .whereLayer("auth")
            .mayOnlyAccessLayers("model", "connector", "storage")
            .whereLayer("sync")
            .mayOnlyAccessLayers("model", "coverage", "connector", "storage")
            .because("data goes one way: request, gaps, plan, claim, page, rows and ledger, reading");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(CORE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreDependsOnLittle = classes()
            .that()
            .resideInAnyPackage(CORE_PACKAGES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE_PACKAGES)
                    .or(resideInAnyPackage(
                            "java.lang..",
                            "java.io..",
                            "java.math..",
                            "java.net..",
                            "java.nio..",
                            "java.security..",
                            "java.time..",
                            "java.util..",
                            "javax.crypto..",
                            "javax.net.ssl..",
                            "com.fasterxml.jackson..",
                            "dev.failsafe..",
                            "org.slf4j..",
                            "org.jspecify.."))
                    .or(primitivesAndArrays()));

    private static DescribedPredicate<JavaClass> primitivesAndArrays() {
        return DescribedPredicate.describe("primitives and arrays", type -> type.isPrimitive() || type.isArray());
    }

    @ArchTest
    static final ArchRule connectorsDependOnCoreOnly = noClasses()
            .that()
            .resideInAnyPackage(CORE + ".fulcra..", CORE + ".garmin..", CORE + ".whoop..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE + ".storage..", CORE + ".sync..", CORE + ".testkit..", "java.sql..");

    @ArchTest
    static final ArchRule theReaderOfFitFilesStandsAlone = noClasses()
            .that()
            .resideInAPackage(CORE + ".garmin.fit")
            .should()
            .dependOnClassesThat(resideInAnyPackage(CORE + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(CORE + ".garmin.fit"))));

    @ArchTest
    static final ArchRule storagesDependOnCoreOnly = noClasses()
            .that()
            .resideInAPackage(CORE + ".storage.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CORE + ".fulcra..", CORE + ".whoop..", CORE + ".sync..", CORE + ".testkit..", CORE + ".http..");

    @ArchTest
    static final ArchRule exportersDependOnCoreOnly = noClasses()
            .that()
            .resideInAPackage(CORE + ".export.parquet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CORE + ".fulcra..",
                    CORE + ".whoop..",
                    CORE + ".storage.sqlite..",
                    CORE + ".sync..",
                    CORE + ".testkit..",
                    CORE + ".http..",
                    "org.apache.hadoop..",
                    "org.apache.avro..",
                    "java.sql..");

    @ArchTest
    static final ArchRule trainingDependsOnCoreOnly = noClasses()
            .that()
            .resideInAPackage(CORE + ".training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CORE + ".fulcra..",
                    CORE + ".whoop..",
                    CORE + ".garmin..",
                    CORE + ".storage.sqlite..",
                    CORE + ".export.parquet..",
                    CORE + ".testkit..",
                    "java.sql..");

    @ArchTest
    static final ArchRule publicSignaturesNameNoLibrary = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(CORE + ".examples..")
            .should(nameNoTypeOf(
                    "com.fasterxml.jackson",
                    "java.sql",
                    "javax.sql",
                    "com.zaxxer",
                    "dev.failsafe",
                    "org.apache",
                    "com.github.luben"));

    private static ArchCondition<JavaMethod> nameNoTypeOf(String... libraries) {
        return new ArchCondition<>("name no type of " + String.join(", ", libraries)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                        .filter(type -> Stream.of(libraries).anyMatch(type.getName()::startsWith))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " names " + type.getName())));
            }
        };
    }

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(CORE + ".examples..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideOutsideOfPackage(CORE + ".examples..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule onlyHttpReadsTheNanoClock = noClasses()
            .that()
            .resideOutsideOfPackages(CORE + ".http..", CORE + ".examples..")
            .should()
            .callMethod(System.class, "nanoTime")
            .because("deadlines of a real network are about real time, everything else about the injected clock");

    @ArchTest
    static final ArchRule environmentIsNotRead = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CORE + ".WarehouseConfig")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");
}
