package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** A model that environment/golden/elastic_net.py solved with scikit-learn. */
record GoldenNet(
        double reg,
        double elasticNet,
        boolean fitIntercept,
        double intercept,
        double[] coefficients) {
    private static final Path FILE = Path.of("src/test/resources/lesson/elastic-net.json");

    static GoldenNet of(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return json.treeToValue(json.readTree(FILE.toFile()).get(name), GoldenNet.class);
    }

    ElasticNet solver() {
        return new ElasticNet(reg, elasticNet, fitIntercept);
    }

    void assertEqualTo(LogisticModel model) {
        assertThat(model.intercept()).isCloseTo(intercept, within(1e-6));
        assertThat(model.coefficients()).containsExactly(coefficients, within(1e-6));
    }
}
