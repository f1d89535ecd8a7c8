package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.online.drift.Alarm;
import io.flinklab.online.drift.DriftWatch;
import io.flinklab.online.drift.InputDrift;
import io.flinklab.online.drift.OutcomeDrift;
import io.flinklab.online.drift.ScoreDrift;
import io.flinklab.store.StoreException;
import io.flinklab.streaming.ModelReportRows;
import io.flinklab.streaming.ScoreRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Turns rows into alarms, rows of {@link AlarmRows#TYPE}, as a watch gives them. All that the watch
 * knows is state. One subtask watches, since windows are counted over all rows. Its metric is the
 * counter {@code alarms}.
 *
 * @param <W> what watches
 */
abstract class DriftMonitor<W extends DriftWatch> extends AbstractStreamOperator<Row> {
    private static final long serialVersionUID = 1L;
    private static final ListStateDescriptor<byte[]> WATCH =
            new ListStateDescriptor<>(
                    "watch", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    transient W watch;

    private transient ListState<byte[]> state;
    private transient Counter alarms;

    abstract W begin();

    void write(DataOutput out) throws IOException {
        watch.write(out);
    }

    void restore(DataInput in) throws IOException {
        watch.restore(in);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(WATCH);
        watch = begin();
        for (byte[] kept : state.get()) {
            restore(new DataInputStream(new ByteArrayInputStream(kept)));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        alarms = getMetricGroup().counter("alarms");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes));
        state.update(List.of(bytes.toByteArray()));
    }

    final void give(List<Alarm> found) {
        for (Alarm alarm : found) {
            alarms.inc();
            output.collect(new StreamRecord<>(AlarmRows.of(alarm), alarm.time()));
        }
    }

    /**
     * Compares the first input's rows with those that trained the model in use. The second input,
     * rows of {@link ModelReportRows}, says which version that is: its sketch is read from the
     * store, and the window begins anew if it is another one. Where it cannot be had, the one
     * before stays.
     */
    abstract static class OfModel<W extends DriftWatch> extends DriftMonitor<W>
            implements TwoInputStreamOperator<Row, Row, Row> {
        private static final long serialVersionUID = 1L;

        final DriftAlarms submitted;
        transient String version;

        OfModel(DriftAlarms submitted) {
            this.submitted = submitted;
        }

        abstract W begin(TableSketch sketch);

        abstract List<Alarm> add(Row row);

        @Override
        W begin() {
            version = submitted.version();
            return begin(submitted.sketch());
        }

        @Override
        void write(DataOutput out) throws IOException {
            out.writeUTF(submitted.version());
            out.writeUTF(version);
            super.write(out);
        }

        /** A job that fails goes on with the version in use, a new one with its own. */
        @Override
        void restore(DataInput in) throws IOException {
            boolean same = in.readUTF().equals(submitted.version());
            String inUse = in.readUTF();
            if (same) {
                follow(inUse);
            }
            super.restore(in);
        }

        private void follow(String next) throws IOException {
            if (next.equals(version)) {
                return;
            }
            try {
                W other = begin(submitted.sketch(next));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                watch.write(new DataOutputStream(bytes));
                other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                watch = other;
                version = next;
            } catch (StoreException | IllegalArgumentException e) {
                LOG.warn("Drift is still that against the rows of {}: {}", version, e.getMessage());
            }
        }

        @Override
        public void processElement1(StreamRecord<Row> record) {
            give(add(record.getValue()));
        }

        @Override
        public void processElement2(StreamRecord<Row> report) throws IOException {
            if (ModelReportRows.isInUse(report.getValue())) {
                follow(ModelReportRows.version(report.getValue()));
            }
        }
    }

    /** Watches the features in rows of {@link EventRows#TYPE}. */
    static final class Inputs extends OfModel<InputDrift> {
        private static final long serialVersionUID = 1L;

        Inputs(DriftAlarms submitted) {
            super(submitted);
        }

        @Override
        InputDrift begin(TableSketch sketch) {
            return new InputDrift(submitted.schema(), sketch, submitted.options());
        }

        @Override
        List<Alarm> add(Row event) {
            return watch.add(EventRows.example(event), EventRows.time(event));
        }
    }

    /**
     * Watches the scores in rows of {@link ScoreRows}. Another version gives other scores to the
     * same examples, so those are not looked at.
     */
    static final class Scores extends OfModel<ScoreDrift> {
        private static final long serialVersionUID = 1L;

        Scores(DriftAlarms submitted) {
            super(submitted);
        }

        @Override
        ScoreDrift begin(TableSketch sketch) {
            return new ScoreDrift(sketch.scores(), submitted.options());
        }

        @Override
        List<Alarm> add(Row scored) {
            return ScoreRows.modelVersion(scored).equals(version)
                    ? watch.add(ScoreRows.score(scored), ScoreRows.time(scored))
                    : List.of();
        }
    }

    /** Watches whether the predictions in rows of {@link GradedRows} are right. */
    static final class Outcomes extends DriftMonitor<OutcomeDrift>
            implements OneInputStreamOperator<Row, Row> {
        private static final long serialVersionUID = 1L;

        private final GradedRows rows;

        Outcomes(Schema schema) {
            rows = new GradedRows(schema);
        }

        @Override
        OutcomeDrift begin() {
            return new OutcomeDrift();
        }

        @Override
        public void processElement(StreamRecord<Row> record) {
            Row graded = record.getValue();
            boolean wrong = rows.prediction(graded) != rows.label(graded);
            give(watch.add(wrong, rows.time(graded)));
        }
    }
}
