package io.flinklab.bench;

import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.io.IOException;

/** What is compared, by name: the runtimes, and Flink's own ways. */
final class Subjects {
    private Subjects() {}

    static Scorer open(String name, StoredModel model) throws IOException {
        return switch (name) {
            case "flink-ml" -> new FlinkMlScorer(model);
            default -> Runtimes.named(name).open(ServedModel.of(model));
        };
    }
}
