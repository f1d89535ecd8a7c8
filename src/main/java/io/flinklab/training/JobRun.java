package io.flinklab.training;

import io.flinklab.data.DataException;
import io.flinklab.training.logistic.TrainingException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.ExceptionUtils;

/** A bounded job on its way to its end. */
public final class JobRun {
    private final JobClient job;

    private JobRun(JobClient job) {
        this.job = job;
    }

    /** A job that was submitted; only from then on can its streams be collected. */
    static JobRun of(JobClient job) {
        return new JobRun(job);
    }

    /**
     * Waits for the end. Unlike {@code env.execute()}, an interrupt of the waiting thread (a
     * notebook's stop button) cancels the job too.
     *
     * @throws TrainingException the rows or options have no model; its message says why
     * @throws DataException the data could not be read; its message says why
     * @throws IllegalStateException the job failed otherwise; its message ends with the failure at
     *     the bottom
     */
    public JobExecutionResult await() throws InterruptedException {
        try {
            return job.getJobExecutionResult().get();
        } catch (InterruptedException interrupted) {
            job.cancel();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw reason(failed.getCause());
        }
    }

    private static RuntimeException reason(Throwable failure) {
        return told(failure, TrainingException.class, TrainingException::new)
                .or(() -> told(failure, DataException.class, DataException::new))
                .orElseGet(() -> unexpected(failure));
    }

    private static Optional<RuntimeException> told(
            Throwable failure,
            Class<? extends Throwable> type,
            BiFunction<String, Throwable, RuntimeException> again) {
        return ExceptionUtils.findThrowable(failure, type)
                .map(found -> again.apply(found.getMessage(), failure));
    }

    private static IllegalStateException unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new IllegalStateException("The training job failed: " + root, failure);
    }
}
