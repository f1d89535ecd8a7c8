package io.flinklab.streaming;

import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.serving.ServedModel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
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
 * Looks into the store whenever an event comes, and gives on what its gate admits.
 *
 * <p>It looks on a thread of its own, so that a slow store delays no checkpoint. It has no state:
 * it looks when it starts, which after a failure makes up for every event before, and looks again
 * by itself while the store cannot be reached.
 */
final class GateOperator extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row> {
    static final OutputTag<Row> REPORTS = new OutputTag<>("reports", ModelReportRows.TYPE);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("io.flinklab.streaming.models");
    private static final long RETRY_MILLIS = 1_000;

    private final StoreLocation store;
    private final ModelGate gate;
    private final String version;
    private final String sha256;

    private transient ModelWatch watch;
    private transient ExecutorService reader;
    private transient MailboxExecutor mailbox;
    private transient GateMetrics metrics;
    private transient boolean looking;
    private transient boolean again;
    private transient boolean unreachable;
    private transient boolean restored;

    /**
     * @param first the model that the job was submitted with
     */
    GateOperator(StoreLocation store, ModelGate gate, ServedModel first) {
        this.store = store;
        this.gate = gate;
        this.version = first.version();
        this.sha256 = first.sha256();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        watch = newWatch();
        metrics = new GateMetrics(getMetricGroup());
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

    /** After a failure the checkpoint may hold any version, so that none is known to be in use. */
    private ModelWatch newWatch() {
        return restored
                ? new ModelWatch(store.open(), gate)
                : new ModelWatch(store.open(), gate, version, sha256);
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
                    tell(() -> looked(outcome));
                });
    }

    private void tell(ThrowingRunnable<? extends Exception> news) {
        try {
            mailbox.execute(news, "what the model store said");
        } catch (RejectedExecutionException ended) {
            LOG.debug("The job ended before its look into the model store", ended);
        }
    }

    private void looked(Outcome outcome) {
        looking = false;
        act(outcome);
        if (again) {
            look();
        }
    }

    private void act(Outcome outcome) {
        boolean reachable = !(outcome instanceof Outcome.Unreachable);
        if (outcome instanceof Outcome.Changed changed) {
            changed.scorer().close();
            metrics.changes.inc();
            output.collect(new StreamRecord<>(ModelRows.of(ServedModel.of(changed.model()))));
            report(
                    ModelReportRows.CHANGED,
                    changed.model().version(),
                    changed.replaced() ? "its files are not those it was published with" : "");
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

    private void lookLater() {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(now + RETRY_MILLIS, time -> look());
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
}
