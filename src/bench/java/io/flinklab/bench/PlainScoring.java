package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleReader;
import io.flinklab.data.csv.Labels;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.RowJson;
import io.flinklab.streaming.ScoreRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.types.Row;

/** What a scoring job is compared with: one thread that reads, parses and scores, without Flink. */
final class PlainScoring {
    private static final int BUFFER = 1 << 16;

    private final Path data;
    private final StoredModel model;
    private final Scorer scorer;
    private final RowJson json = new RowJson(ScoreRows.type(Churn.SCHEMA));

    PlainScoring(Path data, StoredModel model) {
        this.data = data;
        this.model = model;
        scorer = Scorer.of(model);
    }

    /** The sum of all scores, so that none is left out by the compiler. */
    double sum() throws IOException {
        double[] sum = new double[1];
        forEach((customer, prediction) -> sum[0] += prediction.score());
        return sum[0];
    }

    /** Writes the lines that the job writes. */
    void writeTo(Path file) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            forEach(
                    (customer, prediction) -> {
                        lines.write(json.write(row(customer, prediction)));
                        lines.write('\n');
                    });
        }
    }

    private Row row(Example customer, Prediction prediction) {
        return ScoreRows.of(
                customer.key(),
                prediction.score(),
                prediction.prediction(),
                model.version(),
                model.manifest().modelSha256(),
                0,
                System.currentTimeMillis());
    }

    private void forEach(Consumer consumer) throws IOException {
        for (Path file : DataFiles.of(data).withRows(Churn.SCHEMA).paths()) {
            try (ExampleReader reader = ExampleReader.open(file, Churn.SCHEMA, Labels.OPTIONAL)) {
                for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                    Example customer = ((ParsedRow.Accepted) row).example();
                    consumer.accept(customer, scorer.predict(customer).orElseThrow());
                }
            }
        }
    }

    private interface Consumer {
        void accept(Example customer, Prediction prediction) throws IOException;
    }
}
