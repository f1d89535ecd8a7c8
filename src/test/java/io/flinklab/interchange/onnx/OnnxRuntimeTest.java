package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoreException;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
    private static final byte[] FILE = file();

    @Test
    void shouldBeTheUsualRuntimeOfOnnxFiles() {
        try (Scorer scorer = Runtimes.AUTO.open(Samples.served(ModelFormat.ONNX, FILE))) {
            assertThat(scorer).isInstanceOf(OnnxScorer.class);
        }
        assertThat(Runtimes.named("ONNX")).isEqualTo(Runtimes.ONNX).hasToString("onnx");
    }

    @Test
    void shouldRefuseAModelOfAnotherFormat() {
        ServedModel model =
                Samples.served(ModelFormat.PMML, "<PMML/>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Runtimes.ONNX.open(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a fitted pipeline or a model of format onnx; found v000007, which is"
                                + " pmml.");
    }

    @Test
    void shouldRefuseContentThatWasChanged() {
        ServedModel changed =
                new ServedModel("v000007", "cd".repeat(32), Churn.SCHEMA, ModelFormat.ONNX, FILE);

        assertThatThrownBy(() -> Runtimes.ONNX.open(changed)).isInstanceOf(StoreException.class);
    }

    @Test
    void shouldSayHowToGetOnnxRuntimeWhereItIsMissing() throws Exception {
        try (URLClassLoader without = classesWithoutOnnxRuntime()) {
            Method open =
                    without.loadClass(OnnxRuntimeTest.class.getName()).getDeclaredMethod("open");
            open.setAccessible(true);

            assertThatThrownBy(() -> open.invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage(
                            "Expected ONNX Runtime on this machine; found none. Run `make"
                                    + " runtimes`, then try again.")
                    .matches(e -> e.getClass().getSimpleName().equals("MissingRuntimeException"));
        }
    }

    /** What the classes that cannot see ONNX Runtime run. */
    static void open() {
        Runtimes.ONNX.open(Samples.served(ModelFormat.ONNX, FILE));
    }

    private static URLClassLoader classesWithoutOnnxRuntime() {
        URL[] urls =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> !Path.of(path).getFileName().toString().startsWith("onnx"))
                        .map(OnnxRuntimeTest::url)
                        .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] file() {
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.KEEP);
        return OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline));
    }
}
