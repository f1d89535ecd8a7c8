package io.flinklab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flinklab.churn.Article;

/** Which package may import which. */
@AnalyzeClasses(packages = "io.flinklab", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest static final ArchRule dataImportsNoRoom = room("data").importsOnly();

    @ArchTest static final ArchRule featuresImports = room("features").importsOnly("data");

    @ArchTest
    static final ArchRule trainingImports = room("training").importsOnly("data", "features");

    @ArchTest static final ArchRule evaluationImports = room("evaluation").importsOnly("data");

    @ArchTest
    static final ArchRule tuningImports =
            room("tuning").importsOnly("data", "features", "training", "evaluation");

    @ArchTest
    static final ArchRule churnImports = room("churn").importsOnly("data", "features", "training");

    @ArchTest
    static final ArchRule storeImports =
            room("store").importsOnly("data", "features", "training", "churn");

    @ArchTest
    static final ArchRule servingImports = room("serving").importsOnly("data", "features", "store");

    @ArchTest
    static final ArchRule streamingImports =
            room("streaming")
                    .importsOnly("data", "features", "training", "evaluation", "store", "serving");

    @ArchTest
    static final ArchRule onlineImports =
            room("online")
                    .importsOnly(
                            "data",
                            "features",
                            "training",
                            "evaluation",
                            "tuning",
                            "store",
                            "serving",
                            "streaming");

    @ArchTest
    static final ArchRule interchangeImports =
            room("interchange").importsOnly("data", "features", "store", "serving");

    @ArchTest static final ArchRule nobodyImportsApp = nobodyImports("app");

    @ArchTest static final ArchRule onlyNotebooksImportLesson = nobodyImports("lesson");

    @ArchTest static final ArchRule onlyNotebooksImportNotebook = nobodyImports("notebook");

    @ArchTest
    static final ArchRule storeAndServingNeedNoFlink =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.flinklab.store", "io.flinklab.serving..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "io.flinklab.store.flink..");

    @ArchTest
    static final ArchRule dataNeedsNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.flinklab.data..")
                    .and()
                    .resideOutsideOfPackage("io.flinklab.data.flink")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule metricsNeedNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.flinklab.evaluation")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    /** The article's program makes its own environment: it is shown whole, as a job is written. */
    @ArchTest
    static final ArchRule onlyAppMakesEnvironments =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.flinklab.app..")
                    .and()
                    .areNotAssignableTo(Article.class)
                    .should()
                    .callMethodWhere(new MakesAnEnvironment())
                    .orShould()
                    .callConstructorWhere(new MakesAnEnvironment());

    /**
     * Bytes of objects run code when they are read. The operator that solves reads its own state,
     * which Flink keeps while it trains and nobody hands in.
     */
    @ArchTest
    static final ArchRule noObjectsAreReadFromBytes =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("SolverOperator")
                    .should()
                    .callMethodWhere(new ReadsObjects())
                    .orShould()
                    .callConstructorWhere(new ReadsObjects());

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.flinklab.(*)..").should().beFreeOfCycles();

    private static ArchRule nobodyImports(String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.flinklab." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.flinklab." + room + "..");
    }

    private static Room room(String name) {
        return new Room(name);
    }

    /** One package of the table in the design. */
    private record Room(String name) {

        ArchRule importsOnly(String... others) {
            return noClasses()
                    .that()
                    .resideInAPackage("io.flinklab." + name + "..")
                    .should()
                    .dependOnClassesThat(new OtherRooms(name, others));
        }
    }
}
