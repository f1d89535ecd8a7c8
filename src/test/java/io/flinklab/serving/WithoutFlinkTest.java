package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores in a Java process that has this project and Jackson on its class path, and no Flink. */
class WithoutFlinkTest {
    @TempDir private Path store;

    /** What that process runs: the score of Anna by the model in a directory. */
    public static void main(String[] args) {
        System.out.println(Scorer.load(Path.of(args[0])).score(Customers.anna()));
    }

    @Test
    void shouldScoreAStoredModelWithNoFlinkClassInReach() throws Exception {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(store), SamplePipelines.tuned(UnseenCategory.KEEP));
        String classPath =
                Stream.of(
                                Scorer.class,
                                WithoutFlinkTest.class,
                                ObjectMapper.class,
                                JsonParser.class,
                                JsonTypeInfo.class,
                                JavaTimeModule.class)
                        .map(WithoutFlinkTest::origin)
                        .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Process process =
                new ProcessBuilder(
                                java,
                                "-verbose:class",
                                "-cp",
                                classPath,
                                WithoutFlinkTest.class.getName(),
                                model.directory().toString())
                        .redirectErrorStream(true)
                        .start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();

        assertThat(process.waitFor()).as("%s", said(lines)).isZero();
        double expected = Scorer.of(model).score(Customers.anna());
        assertThat(lines).contains(String.valueOf(expected));
        assertThat(lines).noneMatch(line -> line.contains("org.apache.flink"));
    }

    /** What the process said besides which classes it loaded. */
    private static String said(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("[class,load]"))
                .collect(Collectors.joining("\n"));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
