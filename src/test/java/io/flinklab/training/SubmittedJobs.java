package io.flinklab.training;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs that an environment has submitted. */
final class SubmittedJobs implements JobListener {
    private final List<JobClient> jobs = new CopyOnWriteArrayList<>();

    static SubmittedJobs of(StreamExecutionEnvironment environment) {
        SubmittedJobs submitted = new SubmittedJobs();
        environment.registerJobListener(submitted);
        return submitted;
    }

    int count() {
        return jobs.size();
    }

    /** Whether there is one job and it is in this state. */
    boolean onlyOneIs(JobStatus status) throws Exception {
        return jobs.size() == 1 && jobs.get(0).getJobStatus().get() == status;
    }

    @Override
    public void onJobSubmitted(JobClient job, Throwable failure) {
        if (job != null) {
            jobs.add(job);
        }
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}
}
