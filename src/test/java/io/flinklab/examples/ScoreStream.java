package io.flinklab.examples;

import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Customers from any source, scored in a job of your own. */
public class ScoreStream {
    /** Scores and rejects; looks into the store every ten seconds for another model. */
    public static ScoredStream build(
            StreamExecutionEnvironment env, MessageSource source, StoreLocation store) {
        var first = ServedModel.of(store.open().open());
        var ticks = ModelUpdates.ticks(env, Duration.ofSeconds(10));
        var bounds = List.of(MetricBound.parse("auroc>=0.6"));
        var updates = ModelUpdates.at(ticks, store, first, bounds);
        var options = new ScoringOptions(32);
        return new ScoringJob(env, source).score(updates, options);
    }

    private ScoreStream() {}
}
