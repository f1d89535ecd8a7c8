package io.flinklab.flinkml;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.flinklab.errata.Erratum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The errata that tests show.
 *
 * @param tests annotated with {@link Erratum}, by name
 */
record Errata(List<Class<?>> tests) {

    static Errata find() {
        return new Errata(
                new ClassFileImporter()
                        .importPackagesOf(Erratum.class).stream()
                                .filter(type -> type.isAnnotatedWith(Erratum.class))
                                .sorted(Comparator.comparing(JavaClass::getSimpleName))
                                .<Class<?>>map(JavaClass::reflect)
                                .toList());
    }

    /** Those that a stage has. */
    Errata of(StageCase stage) {
        return new Errata(
                tests.stream()
                        .filter(
                                test ->
                                        Arrays.asList(erratum(test).stages())
                                                .contains(stage.type()))
                        .toList());
    }

    static Erratum erratum(Class<?> test) {
        return test.getAnnotation(Erratum.class);
    }
}
