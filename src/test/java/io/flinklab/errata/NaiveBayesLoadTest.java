package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModelData;
import org.apache.flink.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Erratum(
        stages = NaiveBayes.class,
        defect =
                "a saved model cannot be loaded, unless there are as many features as labels: its"
                        + " decoder takes the one number for the other",
        cure = "the plan `naive-bayes` saves a model that loads, and `Scorer` reads either")
class NaiveBayesLoadTest {
    @TempDir private Path directory;

    @Test
    void flinkMlCannotReadTheModelThatItWrote() {
        assertThatThrownBy(() -> readBack(3)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void flinkMlReadsOneOfAsManyFeaturesAsLabels() throws IOException {
        assertThat(readBack(2).theta[1][1]).isEqualTo(Map.of(0.0, -0.5));
    }

    /** Of two labels. */
    private NaiveBayesModelData readBack(int features) throws IOException {
        @SuppressWarnings("unchecked")
        Map<Double, Double>[][] theta = (Map<Double, Double>[][]) new Map<?, ?>[2][features];
        for (Map<Double, Double>[] label : theta) {
            Arrays.setAll(label, feature -> new HashMap<>(Map.of(0.0, -0.5)));
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new NaiveBayesModelData.ModelDataEncoder()
                .encode(
                        new NaiveBayesModelData(
                                theta, Vectors.dense(-0.7, -0.7), Vectors.dense(0, 1)),
                        written);
        File file = Files.write(directory.resolve("part"), written.toByteArray()).toFile();
        return new NaiveBayesModelData.ModelDataDecoder()
                .createReader(new Configuration(), new LocalDataInputStream(file))
                .read();
    }
}
