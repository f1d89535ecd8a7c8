package io.flinklab.examples;

import io.flinklab.churn.Churn;
import io.flinklab.data.ExampleRows;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** CustomerId and score of each customer; the model is read once per subtask. */
public class ScoreCustomer extends RichFlatMapFunction<Row, Tuple2<Long, Double>> {
    private final String modelDirectory;
    private transient Scorer scorer;

    public ScoreCustomer(String modelDirectory) {
        this.modelDirectory = modelDirectory;
    }

    @Override
    public void open(Configuration parameters) {
        scorer = Scorer.load(Path.of(modelDirectory));
    }

    @Override
    public void flatMap(Row row, Collector<Tuple2<Long, Double>> out) {
        var customer = new ExampleRows(Churn.SCHEMA).fromRow(row);
        scorer.predict(customer)
                .map(Prediction::score)
                .ifPresent(score -> out.collect(Tuple2.of((Long) customer.key(), score)));
    }
}
