package io.flinklab.training;

import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a bounded job to its end. */
final class JobRun {
    private JobRun() {}

    /**
     * Submits what the environment holds and waits. Unlike {@code env.execute()}, an interrupt of
     * the waiting thread (a notebook's stop button) cancels the job too.
     *
     * @throws TrainingException the job failed; its message is the failure's own
     */
    static JobExecutionResult await(StreamExecutionEnvironment environment, String name)
            throws Exception {
        JobClient job = environment.executeAsync(name);
        try {
            return job.getJobExecutionResult().get();
        } catch (InterruptedException interrupted) {
            job.cancel();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw TrainingException.causedBy(failed.getCause());
        }
    }
}
