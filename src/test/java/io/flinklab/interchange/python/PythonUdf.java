package io.flinklab.interchange.python;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code make python-udf} makes, and models in Python. */
final class PythonUdf {
    private static final Path DIRECTORY = Path.of("target", "python");

    private static final List<Example> TEST = TestData.SHIPPED.customers().subList(8_000, 10_000);

    private PythonUdf() {}

    /** Skips the calling test where the command has not been run. */
    static void require() {
        boolean there = Files.exists(model());
        try {
            PythonInterpreter.find();
        } catch (MissingRuntimeException e) {
            there = false;
        }
        if (!there) {
            String missing = "SKIPPED: needs Python with scikit-learn; make python-udf installs it";
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(there).withFailMessage(missing).isTrue();
        }
    }

    /** The file of boosted trees that scikit-learn has trained. */
    static Path model() {
        return DIRECTORY.resolve("model.joblib");
    }

    /** The same as a model of a store. */
    static ServedModel trees() throws IOException {
        return served(Files.readAllBytes(model()));
    }

    /** Customers whom the trees have not seen. */
    static List<Example> test() {
        return TEST;
    }

    /** What scikit-learn itself says of {@link #test()}. */
    static double[] expected() throws IOException {
        return Files.readAllLines(DIRECTORY.resolve("expected.csv")).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .toArray();
    }

    /** A pickle of what a Python expression gives when it is loaded. */
    static ServedModel pickle(String expression) {
        return served(
                ("cbuiltins\neval\n(V" + expression + "\ntR.").getBytes(StandardCharsets.UTF_8));
    }

    /** A classifier whose probability of leaving is an expression over the data frame {@code x}. */
    static ServedModel classifier(String expression) {
        return pickle(
                "type('Model', (), {'classes_': [0, 1], 'predict_proba': lambda self, x:"
                        + " __import__('numpy').column_stack([x.Age, %s])})()"
                                .formatted(expression));
    }

    /** A file of Python's as a model of a store. */
    static ServedModel served(byte[] content) {
        return served(ModelFormat.PYTHON, content);
    }

    /** A fitted pipeline likewise. */
    static ServedModel served(FittedPipeline pipeline) {
        try {
            return served(ModelFormat.PIPELINE, new ObjectMapper().writeValueAsBytes(pipeline));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Customers of whom every twentieth comes from a country that no model knows. */
    static List<Example> withUnseenCountries() {
        List<Example> customers = new ArrayList<>(test());
        for (int i = 0; i < customers.size(); i += 20) {
            Example c = customers.get(i);
            customers.set(i, c.withText(0, "Italy"));
        }
        return customers;
    }

    private static ServedModel served(ModelFormat format, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new ServedModel(
                    "v000001", HexFormat.of().formatHex(digest), Churn.SCHEMA, format, content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The worker processes that this one has now. */
    static Set<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(PythonUdf::isWorker)
                .collect(Collectors.toSet());
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(argument -> argument.endsWith("worker.py"));
    }
}
