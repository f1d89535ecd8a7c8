package io.flinklab.online;

import io.flinklab.data.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/** Slides a window over graded rows, and reports on it now and then. */
final class QualityOperator extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final ListStateDescriptor<byte[]> WINDOW =
            new ListStateDescriptor<>(
                    "window", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final PrequentialQuality options;
    private final Schema schema;

    private transient ListState<byte[]> state;
    private transient GradedRows grades;
    private transient GradedWindow window;
    private transient Quality last;
    private transient long reported;

    QualityOperator(PrequentialQuality options, Schema schema) {
        this.options = options;
        this.schema = schema;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(WINDOW);
        grades = new GradedRows(schema);
        window = new GradedWindow(options.window());
        for (byte[] kept : state.get()) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
            reported = in.readLong();
            window = GradedWindow.read(options.window(), in);
        }
        last = window.quality();
    }

    @Override
    public void open() throws Exception {
        super.open();
        for (String measure : last.measures().keySet()) {
            getMetricGroup().gauge(measure, () -> last.measures().get(measure));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(bytes()));
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(reported);
        window.write(out);
        return bytes.toByteArray();
    }

    @Override
    public void processElement(StreamRecord<Row> record) {
        Row graded = record.getValue();
        String slice = options.slice();
        window.add(
                grades.score(graded),
                grades.prediction(graded),
                grades.label(graded),
                grades.time(graded),
                slice.isEmpty() ? "" : grades.category(graded, slice));
        if (window.seen() - reported
                >= Math.max(options.every(), window.size() / PrequentialQuality.REPORTS)) {
            report();
        }
    }

    @Override
    public void endInput() {
        if (window.seen() > reported) {
            report();
        }
    }

    private void report() {
        reported = window.seen();
        last = window.quality();
        emit("", "", last);
        window.slices().forEach((value, quality) -> emit(options.slice(), value, quality));
    }

    private void emit(String column, String value, Quality quality) {
        long time = window.newest();
        Row row = QualityRows.of(time, reported, options.window(), column, value, quality);
        output.collect(new StreamRecord<>(row, time));
    }
}
