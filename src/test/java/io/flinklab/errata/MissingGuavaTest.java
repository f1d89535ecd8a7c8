package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.apache.flink.ml.feature.featurehasher.FeatureHasher;
import org.apache.flink.ml.feature.hashingtf.HashingTF;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Erratum(
        stages = {FeatureHasher.class, HashingTF.class},
        defect =
                "needs `org.apache.flink:flink-shaded-guava:30.1.1-jre-16.1`, which "
                        + "Flink 1.18 replaced: `NoClassDefFoundError`",
        cure = "set-up puts that jar beside the others")
class MissingGuavaTest {
    private static final String GUAVA = "org.apache.flink.shaded.guava30.";

    @ParameterizedTest
    @ValueSource(classes = {FeatureHasher.class, HashingTF.class})
    void flinkMlFailsWhereOnlyFlinksOwnGuavaIs(Class<?> stage) throws Exception {
        URL flinkMl = stage.getProtectionDomain().getCodeSource().getLocation();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {flinkMl}, without(GUAVA, stage.getName()))) {
            assertThatThrownBy(() -> Class.forName(stage.getName(), true, loader))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("shaded/guava30");
        }
    }

    /** The test's class path without classes whose names begin so. */
    private static ClassLoader without(String... names) {
        return new ClassLoader(MissingGuavaTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve)
                    throws ClassNotFoundException {
                if (Stream.of(names).anyMatch(name::startsWith)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }
}
