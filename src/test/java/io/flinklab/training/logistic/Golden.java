package io.flinklab.training.logistic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/**
 * What environment/golden/logistic.py computed with scikit-learn.
 *
 * @param figures further numbers by name
 */
record Golden(double intercept, double[] coefficients, double[] standardErrors, JsonNode figures) {

    static Golden synthetic(String name) {
        return of(read("synthetic.json").get(name));
    }

    static Golden churnReference() {
        return of(read("churn-reference.json"));
    }

    /** Of {@code WideTable.rows(40_000, 10_000, 5)}. */
    static JsonNode sparse() {
        return read("sparse.json");
    }

    private static Golden of(JsonNode node) {
        return new Golden(
                node.get("intercept").asDouble(),
                doubles(node.get("coefficients")),
                doubles(node.get("standardErrors")),
                node);
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/logistic/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertEqualTo(LogisticModelData model, double tolerance) {
        Offset<Double> offset = Assertions.within(tolerance);
        Assertions.assertThat(model.converged).isTrue();
        Assertions.assertThat(model.intercept).isCloseTo(intercept, offset);
        Assertions.assertThat(model.coefficients).containsExactly(coefficients, offset);
        Assertions.assertThat(model.standardErrors).containsExactly(standardErrors, offset);
    }
}
