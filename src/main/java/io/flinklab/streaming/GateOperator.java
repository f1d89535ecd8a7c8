package io.flinklab.streaming;

import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the store whenever an event comes, and passes on the models that its gate admits.
 *
 * <p>It looks on a thread of its own, so that a slow store delays no checkpoint. It looks when it
 * starts, which after a failure makes up for every event before, and looks again by itself while
 * the store cannot be reached.
 *
 * <p>It does not assume what the scorers have restored: after each start it passes on the store's
 * model, and a scorer that has it already ignores it. Its state is only the model that it reported
 * last, so that nothing is reported twice after a failure.
 */
final class GateOperator extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row> {
    static final OutputTag<Row> REPORTS = new OutputTag<>("reports", ModelReportRows.TYPE);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("io.flinklab.streaming.models");
    private static final long RETRY_MILLIS = 1_000;
    private static final MapStateDescriptor<String, Row> REPORTED =
            new MapStateDescriptor<>("reported", Types.STRING, ModelRows.TYPE);

    private final StoreLocation store;
    private final ModelGate gate;
    private final ServedModel submitted;

    /** A job submitted anew begins with its own model, whatever the savepoint's was. */
    private final String submission = UUID.randomUUID().toString();

    private transient BroadcastState<String, Row> state;
    private transient ServedModel reported;
    private transient ModelWatch watch;
    private transient ExecutorService reader;
    private transient MailboxExecutor mailbox;
    private transient Metrics metrics;
    private transient boolean looking;
    private transient boolean again;
    private transient boolean unreachable;
    private transient boolean retrying;

    /**
     * @param first the model that the job was submitted with
     */
    GateOperator(StoreLocation store, ModelGate gate, ServedModel first) {
        this.store = store;
        this.gate = gate;
        this.submitted = withoutContent(first);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getBroadcastState(REPORTED);
        Row checkpointed = state.get(submission);
        state.clear();
        remember(checkpointed == null ? submitted : ModelRows.model(checkpointed));
    }

    @Override
    public void open() throws Exception {
        super.open();
        watch = new ModelWatch(store.open(), gate);
        metrics = new Metrics(getMetricGroup());
        mailbox =
                getContainingTask()
                        .getMailboxExecutorFactory()
                        .createExecutor(getOperatorConfig().getChainIndex());
        reader = Executors.newSingleThreadExecutor(GateOperator::newReader);
        look();
    }

    @Override
    public void processElement(StreamRecord<Row> event) {
        String defect = ModelEventRows.defect(event.getValue());
        if (defect.isEmpty()) {
            look();
        } else {
            report(ModelReportRows.BAD_EVENT, "", defect);
        }
    }

    @Override
    public void close() throws Exception {
        if (reader != null) {
            reader.shutdownNow();
        }
        super.close();
    }

    private void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        again = false;
        metrics.looks.inc();
        reader.execute(
                () -> {
                    Outcome outcome = watch.look();
                    if (outcome instanceof Outcome.Changed changed) {
                        close(changed.scorer());
                    }
                    tell(() -> looked(outcome));
                });
    }

    /** It has shown that it scores, and was needed for nothing else. */
    private static void close(Scorer scorer) {
        try {
            scorer.close();
        } catch (RuntimeException e) {
            LOG.warn("A model that was tried is not closed", e);
        }
    }

    private void tell(ThrowingRunnable<? extends Exception> news) {
        try {
            mailbox.execute(news, "what the model store said");
        } catch (RejectedExecutionException ended) {
            LOG.debug("The job ended before its look into the model store", ended);
        }
    }

    private void looked(Outcome outcome) throws Exception {
        looking = false;
        act(outcome);
        if (again) {
            look();
        }
    }

    private void act(Outcome outcome) throws Exception {
        boolean reachable = !(outcome instanceof Outcome.Unreachable);
        if (outcome instanceof Outcome.Changed changed) {
            ServedModel model = ServedModel.of(changed.model());
            output.collect(new StreamRecord<>(ModelRows.of(model)));
            reportChange(model);
        } else if (outcome instanceof Outcome.Refused refused && !refused.repeated()) {
            metrics.failedReloads.inc();
            report(ModelReportRows.REFUSED, refused.version(), refused.reason());
        } else if (outcome instanceof Outcome.Unreachable failure) {
            metrics.storeFailures.inc();
            if (!unreachable) {
                report(ModelReportRows.UNREACHABLE, "", failure.reason());
            }
            lookLater();
        }
        unreachable = !reachable;
    }

    private void reportChange(ServedModel model) throws Exception {
        if (model.isSameAs(reported)) {
            return;
        }
        metrics.changes.inc();
        boolean replaced = model.version().equals(reported.version());
        report(
                ModelReportRows.CHANGED,
                model.version(),
                replaced ? "its files are not those it was published with" : "");
        remember(withoutContent(model));
    }

    private void remember(ServedModel model) throws Exception {
        reported = model;
        state.put(submission, ModelRows.of(model));
    }

    private static ServedModel withoutContent(ServedModel model) {
        return new ServedModel(
                model.version(), model.sha256(), model.schema(), model.format(), new byte[0]);
    }

    /** Looks once more a little later, however many looks have failed until then. */
    private void lookLater() {
        if (retrying) {
            return;
        }
        retrying = true;
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService()
                .registerTimer(
                        now + RETRY_MILLIS,
                        time -> {
                            retrying = false;
                            look();
                        });
    }

    private void report(String outcome, String about, String reason) {
        if (outcome.equals(ModelReportRows.CHANGED)) {
            LOG.info("Model {} goes live. {}", about, reason);
        } else {
            LOG.warn("Model {} {}: {}", about, outcome, reason);
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        output.collect(
                REPORTS, new StreamRecord<>(ModelReportRows.of(now, outcome, about, reason), now));
    }

    private static Thread newReader(Runnable task) {
        Thread thread = new Thread(task, "model store");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The gate's metrics: {@code looks} into the store, {@code changes} that went live, {@code
     * failedReloads} (versions refused, each reason once) and {@code storeFailures}.
     */
    private static final class Metrics {
        final Counter looks;
        final Counter changes;
        final Counter failedReloads;
        final Counter storeFailures;

        Metrics(MetricGroup group) {
            looks = group.counter("looks");
            changes = group.counter("changes");
            failedReloads = group.counter("failedReloads");
            storeFailures = group.counter("storeFailures");
        }
    }
}
