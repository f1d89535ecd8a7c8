package io.flinklab.notebook;

import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of a Flink job as a picture: its tasks with the operators chained into each. */
public final class JobGraphPicture {
    private JobGraphPicture() {}

    /**
     * The job that the environment would run now. It stays as it is: nothing is executed and no
     * sink is lost.
     *
     * @param title what the job is for
     */
    public static Picture of(String title, StreamExecutionEnvironment env) {
        return of(title, env.getStreamGraph(false).getJobGraph());
    }

    /** A job that was not submitted, or was. */
    public static Picture of(String title, JobGraph job) {
        JobPlan plan = JobPlan.of(job);
        return new Picture(JobGraphDrawing.of(plan), plan.text(title));
    }
}
