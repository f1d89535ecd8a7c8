package io.flinklab.bench;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;

/** Reads the clock when a job was submitted and when it ended. */
final class JobLaps implements JobListener {
    private final Stopwatch watch;

    JobLaps(Stopwatch watch) {
        this.watch = watch;
    }

    @Override
    public void onJobSubmitted(JobClient job, Throwable failure) {
        watch.lap("build and submit the job");
        if (job != null) {
            job.getJobExecutionResult().thenRun(() -> watch.lap("run the job")).join();
        }
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}
}
