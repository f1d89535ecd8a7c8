package io.flinklab.training;

import io.flinklab.training.logistic.TrainingException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.ExceptionUtils;

/** A bounded job on its way to its end. */
final class JobRun {
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
     * @throws TrainingException the job failed; its message is that of the failure at the bottom
     */
    JobExecutionResult await() throws InterruptedException {
        try {
            return job.getJobExecutionResult().get();
        } catch (InterruptedException interrupted) {
            job.cancel();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw reason(failed.getCause());
        }
    }

    private static TrainingException reason(Throwable failure) {
        Throwable root =
                ExceptionUtils.findThrowable(failure, TrainingException.class)
                        .<Throwable>map(found -> found)
                        .orElseGet(() -> deepest(failure));
        return new TrainingException(root.getMessage(), failure);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
