package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Gives the alarm where a stream is no longer what a model was trained on. Each watch is one
 * subtask; a restored job gives the alarms that the undisturbed one would have given, where the
 * rows come in the same order.
 *
 * <pre>{@code
 * DriftAlarms drift = DriftAlarms.of(store.open().open(), DriftOptions.DEFAULT);
 * DataStream<Row> alarms = drift.ofInputs(scored.examples()).union(drift.ofScores(scored.scores()));
 * }</pre>
 *
 * @param version of the model
 * @param schema of the examples
 * @param sketch how the training rows are spread, as a model's manifest says
 * @param options of the watches on features and scores
 */
public record DriftAlarms(String version, Schema schema, TableSketch sketch, DriftOptions options) {

    /** Alarms of streams that a stored model scores. */
    public static DriftAlarms of(StoredModel model, DriftOptions options) {
        TrainingRecord training = model.manifest().training();
        return new DriftAlarms(model.version(), training.schema(), training.sketch(), options);
    }

    /**
     * Watches each feature; see {@link io.flinklab.online.drift.InputDrift}.
     *
     * @param examples rows of {@link io.flinklab.streaming.EventRows#type}
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofInputs(DataStream<Row> examples) {
        return watch(examples, "drift of inputs", new DriftMonitor.Inputs(schema, sketch, options));
    }

    /**
     * Watches the scores of this version; see {@link io.flinklab.online.drift.ScoreDrift}.
     *
     * @param scores rows of {@link io.flinklab.streaming.ScoreRows#type}
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofScores(DataStream<Row> scores) {
        return watch(
                scores,
                "drift of scores",
                new DriftMonitor.Scores(version, sketch.scores(), options));
    }

    /**
     * Watches whether predictions are right; see {@link io.flinklab.online.drift.OutcomeDrift}.
     *
     * @param graded rows of {@link GradedRows#type}
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofOutcomes(DataStream<Row> graded) {
        return watch(graded, "drift of outcomes", new DriftMonitor.Outcomes(schema));
    }

    private static DataStream<Row> watch(
            DataStream<Row> rows, String name, OneInputStreamOperator<Row, Row> monitor) {
        return rows.global()
                .transform(name, AlarmRows.TYPE, monitor)
                .uid(name)
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
