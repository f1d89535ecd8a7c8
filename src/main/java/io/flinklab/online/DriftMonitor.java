package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.sketch.NumberSketch;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.online.drift.Alarm;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.online.drift.DriftWatch;
import io.flinklab.online.drift.InputDrift;
import io.flinklab.online.drift.OutcomeDrift;
import io.flinklab.online.drift.ScoreDrift;
import io.flinklab.streaming.EventRows;
import io.flinklab.streaming.ScoreRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Turns rows into alarms, rows of {@link AlarmRows#TYPE}, as a watch gives them. All that the watch
 * knows is state. One subtask watches, since windows are counted over all rows. Its metric is the
 * counter {@code alarms}.
 *
 * @param <W> what watches
 */
abstract class DriftMonitor<W extends DriftWatch> extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final ListStateDescriptor<byte[]> WATCH =
            new ListStateDescriptor<>(
                    "watch", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private transient ListState<byte[]> state;
    private transient W watch;
    private transient Counter alarms;

    abstract W begin();

    abstract List<Alarm> add(Row row, W to);

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(WATCH);
        watch = begin();
        for (byte[] kept : state.get()) {
            watch.restore(new DataInputStream(new ByteArrayInputStream(kept)));
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
        watch.write(new DataOutputStream(bytes));
        state.update(List.of(bytes.toByteArray()));
    }

    @Override
    public void processElement(StreamRecord<Row> record) {
        for (Alarm alarm : add(record.getValue(), watch)) {
            alarms.inc();
            output.collect(new StreamRecord<>(AlarmRows.of(alarm), alarm.time()));
        }
    }

    /** Watches the features in rows of {@link EventRows}. */
    static final class Inputs extends DriftMonitor<InputDrift> {
        private static final long serialVersionUID = 1L;

        private final EventRows events;
        private final TableSketch sketch;
        private final DriftOptions options;

        Inputs(Schema schema, TableSketch sketch, DriftOptions options) {
            events = new EventRows(schema);
            this.sketch = sketch;
            this.options = options;
        }

        @Override
        InputDrift begin() {
            return new InputDrift(events.schema(), sketch, options);
        }

        @Override
        List<Alarm> add(Row event, InputDrift to) {
            return to.add(events.example(event), events.time(event));
        }
    }

    /**
     * Watches the scores in rows of {@link ScoreRows}. Another version gives other scores to the
     * same examples, so those are not looked at.
     */
    static final class Scores extends DriftMonitor<ScoreDrift> {
        private static final long serialVersionUID = 1L;

        private final String version;
        private final NumberSketch sketch;
        private final DriftOptions options;

        Scores(String version, NumberSketch sketch, DriftOptions options) {
            this.version = version;
            this.sketch = sketch;
            this.options = options;
        }

        @Override
        ScoreDrift begin() {
            return new ScoreDrift(sketch, options);
        }

        @Override
        List<Alarm> add(Row scored, ScoreDrift to) {
            return ScoreRows.modelVersion(scored).equals(version)
                    ? to.add(ScoreRows.score(scored), ScoreRows.time(scored))
                    : List.of();
        }
    }

    /** Watches whether the predictions in rows of {@link GradedRows} are right. */
    static final class Outcomes extends DriftMonitor<OutcomeDrift> {
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
        List<Alarm> add(Row graded, OutcomeDrift to) {
            return to.add(rows.prediction(graded) != rows.label(graded), rows.time(graded));
        }
    }
}
