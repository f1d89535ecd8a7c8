package io.flinklab.training.logistic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.training.StopReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained logistic regression and how it was reached. A bean because Flink's serialiser asks for
 * one. Saved as one JSON object in a file; its numbers read back to the same bits.
 */
public class LogisticModelData implements Serializable {
    private static final long serialVersionUID = 1;

    /** Unknown fields are refused: they would come from a format this class does not know. */
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One for each feature. */
    public double[] coefficients = {};

    /** Log-odds where all features are 0; 0 when the model has no intercept. */
    public double intercept;

    /**
     * Roots of the diagonal of the inverse second derivatives of the penalised objective: first the
     * intercept's if the model has one, then one for each feature. They ignore that a penalty also
     * pulls coefficients towards 0. Empty beyond 2,000 features with L-BFGS.
     */
    public double[] standardErrors = {};

    /** The objective at the start and after each iteration. */
    public double[] objectives = {};

    /** Euclidean length of the gradient at the start and after each iteration. */
    public double[] gradientNorms = {};

    /** Steps taken. */
    public int iterations;

    /** Whether the tolerance was reached within {@code maxIter} steps. */
    public boolean converged;

    /** Why it took no more, by a {@link StopReason}'s name; empty where no training ended. */
    public String stoppedBy = "";

    /** For Flink's serialiser. */
    public LogisticModelData() {}

    static LogisticModelData of(
            double[] point,
            double[] errors,
            int offset,
            List<TrainingStep> history,
            StopReason stoppedBy) {
        LogisticModelData data = new LogisticModelData();
        data.intercept = offset == 0 ? 0 : point[0];
        data.coefficients = Arrays.copyOfRange(point, offset, point.length);
        data.standardErrors = errors;
        data.objectives = history.stream().mapToDouble(step -> step.objective).toArray();
        data.gradientNorms = history.stream().mapToDouble(step -> step.gradientNorm).toArray();
        data.iterations = history.size() - 1;
        data.converged = stoppedBy == StopReason.TOLERANCE;
        data.stoppedBy = stoppedBy.name();
        return data;
    }

    /** The data of a model that was not trained to an optimum. */
    public static LogisticModelData of(double[] coefficients, double intercept) {
        LogisticModelData data = new LogisticModelData();
        data.coefficients = coefficients;
        data.intercept = intercept;
        return data;
    }

    /**
     * Reads the model data of a saved {@link PenalizedLogisticRegressionModel}, without Flink.
     *
     * @param modelDirectory the path that the model was saved to; holds {@code data/}
     * @throws IOException when there is not exactly one readable model data file
     */
    public static LogisticModelData read(Path modelDirectory) throws IOException {
        Path data = modelDirectory.resolve("data");
        if (!Files.isDirectory(data)) {
            throw new NoSuchFileException(
                    data.toString(),
                    null,
                    "a saved model has this directory; save() writes it only when"
                            + " env.execute() runs");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(data)) {
            files = all.filter(path -> !isHidden(path)).sorted().toList();
        }
        if (files.size() != 1) {
            throw new IOException(
                    "Expected one model data file in " + data + "; found " + files + ".");
        }
        try (InputStream in = Files.newInputStream(files.get(0))) {
            return decode(in);
        } catch (IOException e) {
            throw new IOException(
                    files.get(0) + " is not a logistic regression's model data: " + e.getMessage(),
                    e);
        }
    }

    /** Writes what {@link #read} reads. */
    void write(Path modelDirectory) throws IOException {
        Path data = Files.createDirectories(modelDirectory.resolve("data"));
        try (OutputStream out = Files.newOutputStream(data.resolve("part-0"))) {
            encode(out);
        }
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }

    static LogisticModelData decode(InputStream in) throws IOException {
        LogisticModelData data = JSON.readValue(in.readAllBytes(), LogisticModelData.class);
        double sum = data.coefficients == null ? Double.NaN : data.intercept;
        for (int i = 0; Double.isFinite(sum) && i < data.coefficients.length; i++) {
            sum += data.coefficients[i];
        }
        if (!Double.isFinite(sum) || data.coefficients.length == 0) {
            throw new IOException("Expected at least one coefficient, all of them numbers.");
        }
        return data;
    }

    void encode(OutputStream out) throws IOException {
        out.write(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    }

    /** The probability of label 1 of a row's features. */
    public double score(WeightedRow row) {
        return probability(row.margin(coefficients, 0) + intercept);
    }

    /**
     * The probability of label 1.
     *
     * @param logOdds intercept + coefficients · features
     */
    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
