package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ScoredStream;
import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Gives the alarm where a stream is no longer what a model was trained on. Each watch is one
 * subtask; a restored job gives the alarms that the undisturbed one would have given, where the
 * rows come in the same order.
 *
 * <pre>{@code
 * DriftAlarms drift = DriftAlarms.of(store, store.open().open(), DriftOptions.DEFAULT);
 * DataStream<Row> alarms = drift.ofInputs(scored).union(drift.ofScores(scored));
 * }</pre>
 *
 * @param store where the versions are that the stream may change to
 * @param version of the model that it begins with
 * @param schema of the examples
 * @param sketch how the rows that trained that version are spread, as its manifest says
 * @param options of the watches on features and scores
 */
public record DriftAlarms(
        StoreLocation store,
        String version,
        Schema schema,
        TableSketch sketch,
        DriftOptions options)
        implements Serializable {

    /** Alarms of streams that a stored model scores. */
    public static DriftAlarms of(StoreLocation store, StoredModel model, DriftOptions options) {
        TrainingRecord training = model.manifest().training();
        return new DriftAlarms(
                store.absolute(), model.version(), training.schema(), training.sketch(), options);
    }

    /**
     * The sketch of another version.
     *
     * @throws io.flinklab.store.StoreException it cannot be read
     */
    TableSketch sketch(String other) {
        return store.open().manifest(other).training().sketch();
    }

    /**
     * Watches each feature; see {@link io.flinklab.online.drift.InputDrift}. Where the stream
     * changes its model, features are compared with the rows that trained the new one.
     *
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofInputs(ScoredStream scored) {
        return watch(scored.examples(), scored, "drift of inputs", new DriftMonitor.Inputs(this));
    }

    /**
     * Watches the scores of the model in use; see {@link io.flinklab.online.drift.ScoreDrift}.
     *
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofScores(ScoredStream scored) {
        return watch(scored.scores(), scored, "drift of scores", new DriftMonitor.Scores(this));
    }

    private static DataStream<Row> watch(
            DataStream<Row> rows,
            ScoredStream scored,
            String name,
            DriftMonitor.OfModel<?> monitor) {
        return alone(
                rows.global()
                        .connect(scored.switches().global())
                        .transform(name, AlarmRows.TYPE, monitor),
                name);
    }

    /**
     * Watches whether predictions are right; see {@link io.flinklab.online.drift.OutcomeDrift}.
     *
     * @param graded rows of {@link GradedRows#type}
     * @return rows of {@link AlarmRows#TYPE}
     */
    public DataStream<Row> ofOutcomes(DataStream<Row> graded) {
        String name = "drift of outcomes";
        return alone(
                graded.global().transform(name, AlarmRows.TYPE, new DriftMonitor.Outcomes(schema)),
                name);
    }

    private static DataStream<Row> alone(SingleOutputStreamOperator<Row> alarms, String name) {
        return alarms.uid(name).setParallelism(1).setMaxParallelism(1);
    }
}
