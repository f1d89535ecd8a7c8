package io.flinklab.online;

import io.flinklab.data.flink.EventRows;
import io.flinklab.online.LabelJoin.NoLabel;
import io.flinklab.streaming.ScoredStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.TimeUtils;

/**
 * The {@link LabelJoin} of one key. What comes is kept until the watermark has passed it, and then
 * taken in order of event time: examples, labels, then what is over.
 */
final class LabelJoinFunction extends KeyedCoProcessFunction<String, Row, Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Row> ORDER =
            Comparator.comparingLong(EventRows::time)
                    .thenComparing(EventRows::origin)
                    .thenComparingLong(EventRows::position);

    private final LabelJoin options;
    private final long horizon;
    private final String column;

    private transient ListState<Row> newExamples;
    private transient ListState<Row> newLabels;
    private transient ListState<Row> waiting;
    private transient ListState<Row> early;
    private transient ListState<Row> settled;
    private transient Counter labelled;
    private transient Counter unlabelled;
    private transient Counter duplicate;
    private transient Counter contradicting;
    private transient Counter late;
    private transient Counter orphan;

    LabelJoinFunction(LabelJoin options) {
        this.options = options;
        horizon = options.horizon().toMillis();
        column = options.schema().requireLabel().name();
    }

    @Override
    public void open(Configuration parameters) {
        newExamples = list("new examples", EventRows.TYPE);
        newLabels = list("new labels", EventRows.TYPE);
        waiting = list("waiting examples", EventRows.TYPE);
        early = list("early labels", EventRows.TYPE);
        settled = list("settled examples", Settled.TYPE);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        labelled = metrics.counter("labelled");
        unlabelled = metrics.counter("unlabelled");
        duplicate = metrics.counter("duplicateLabels");
        contradicting = metrics.counter("contradictingLabels");
        late = metrics.counter("lateLabels");
        orphan = metrics.counter("orphanLabels");
    }

    private ListState<Row> list(String name, RowTypeInfo type) {
        return getRuntimeContext().getListState(new ListStateDescriptor<>(name, type));
    }

    @Override
    public void processElement1(Row example, Context context, Collector<Row> out) throws Exception {
        out.collect(EventRows.withLabel(example, Double.NaN));
        newExamples.add(example);
        context.timerService().registerEventTimeTimer(EventRows.time(example));
    }

    @Override
    public void processElement2(Row label, Context context, Collector<Row> out) throws Exception {
        if (Double.isNaN(EventRows.label(label))) {
            reject(label, "expected a label, found none", context);
            return;
        }
        newLabels.add(label);
        context.timerService().registerEventTimeTimer(EventRows.time(label));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Row> out) throws Exception {
        for (Row example : take(newExamples, each -> EventRows.time(each) <= time)) {
            admit(example, context, out);
        }
        for (Row label : take(newLabels, each -> EventRows.time(each) <= time)) {
            assign(label, context, out);
        }
        for (Row example : take(waiting, each -> isOver(EventRows.time(each), time))) {
            settle(Settled.of(EventRows.time(example), Double.NaN), context);
            giveUp(example, context, out);
        }
        for (Row label : take(early, each -> isOver(EventRows.time(each), time))) {
            orphan.inc();
            reject(label, "orphan: no row of its key came within " + patience(), context);
        }
        keep(settled, each -> !isOver(Settled.time(each) + horizon, time));
    }

    private String patience() {
        return TimeUtils.formatWithHighestUnit(options.horizon());
    }

    private boolean isOver(long since, long time) {
        return since + horizon <= time;
    }

    private boolean isNear(long time, long other) {
        return Math.abs(time - other) <= horizon;
    }

    private void admit(Row example, Context context, Collector<Row> out) throws Exception {
        long time = EventRows.time(example);
        if (!Double.isNaN(EventRows.label(example))) {
            update(example, EventRows.label(example), context, out);
            return;
        }
        Optional<Row> label = takeFirst(early, each -> isNear(EventRows.time(each), time));
        if (label.isPresent()) {
            update(example, EventRows.label(label.get()), context, out);
        } else {
            waiting.add(example);
            context.timerService().registerEventTimeTimer(time + horizon);
        }
    }

    private void assign(Row label, Context context, Collector<Row> out) throws Exception {
        long time = EventRows.time(label);
        double value = EventRows.label(label);
        Optional<Row> example = takeFirst(waiting, each -> isNear(EventRows.time(each), time));
        if (example.isPresent()) {
            update(example.get(), value, context, out);
            return;
        }
        Optional<Double> other = other(time);
        if (other.isPresent()) {
            another(label, other.get(), context);
        } else if (settled.get().iterator().hasNext()) {
            late.inc();
            reject(label, "late: its row waited " + patience() + " for it", context);
        } else {
            early.add(label);
            context.timerService().registerEventTimeTimer(time + horizon);
        }
    }

    /** The label that the key's newest example near this time, or an early label, has. */
    private Optional<Double> other(long time) throws Exception {
        Optional<Double> other = Optional.empty();
        for (Row example : settled.get()) {
            if (isNear(Settled.time(example), time) && !Double.isNaN(Settled.label(example))) {
                other = Optional.of(Settled.label(example));
            }
        }
        for (Row label : early.get()) {
            other = Optional.of(EventRows.label(label));
        }
        return other;
    }

    private void another(Row label, double other, Context context) {
        if (EventRows.label(label) == other) {
            duplicate.inc();
            reject(label, "duplicate: its row had this label before", context);
        } else {
            contradicting.inc();
            String before = options.schema().requireLabel().write(other);
            reject(
                    label,
                    "contradicting: its row had the label %s before".formatted(before),
                    context);
        }
    }

    private void update(Row example, double label, Context context, Collector<Row> out)
            throws Exception {
        labelled.inc();
        settle(Settled.of(EventRows.time(example), label), context);
        emit(EventRows.withLabel(example, label), RowKind.UPDATE_AFTER, out);
    }

    private void giveUp(Row example, Context context, Collector<Row> out) {
        unlabelled.inc();
        if (options.noLabel() == NoLabel.NEGATIVE) {
            emit(EventRows.withLabel(example, 0), RowKind.UPDATE_AFTER, out);
            return;
        }
        String reason = "expected a label within %s, found none".formatted(patience());
        context.output(ScoredStream.REJECTS, EventRows.reject(example, column, reason));
        emit(EventRows.withLabel(example, Double.NaN), RowKind.DELETE, out);
    }

    private static void emit(Row copy, RowKind kind, Collector<Row> out) {
        copy.setKind(kind);
        out.collect(copy);
    }

    private void settle(Row example, Context context) throws Exception {
        settled.add(example);
        context.timerService().registerEventTimeTimer(Settled.time(example) + 2 * horizon);
    }

    private void reject(Row label, String reason, Context context) {
        context.output(ScoredStream.REJECTS, EventRows.reject(label, column, reason));
    }

    /** Takes all of these out of the state, in order. */
    private static List<Row> take(ListState<Row> state, Predicate<Row> which) throws Exception {
        List<Row> taken = new ArrayList<>();
        keep(state, row -> !(which.test(row) && taken.add(row)));
        taken.sort(ORDER);
        return taken;
    }

    /** Takes the first of these out of the state. */
    private static Optional<Row> takeFirst(ListState<Row> state, Predicate<Row> which)
            throws Exception {
        List<Row> left = new ArrayList<>();
        state.get().forEach(row -> left.add(row));
        Optional<Row> first = left.stream().filter(which).min(ORDER);
        if (first.isPresent()) {
            left.remove(first.get());
            state.update(left);
        }
        return first;
    }

    private static void keep(ListState<Row> state, Predicate<Row> which) throws Exception {
        List<Row> kept = new ArrayList<>();
        int rows = 0;
        for (Row row : state.get()) {
            rows++;
            if (which.test(row)) {
                kept.add(row);
            }
        }
        if (kept.size() < rows) {
            state.update(kept);
        }
    }

    /** What is left of an example: its time, and its label or NaN. */
    private static final class Settled {
        static final RowTypeInfo TYPE = new RowTypeInfo(Types.LONG, Types.DOUBLE);

        private Settled() {}

        static Row of(long time, double label) {
            return Row.of(time, label);
        }

        static long time(Row example) {
            return example.<Long>getFieldAs(0);
        }

        static double label(Row example) {
            return example.<Double>getFieldAs(1);
        }
    }
}
