package io.flinklab.streaming;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.FittedStage.LogisticRegression;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;

/** Models made up for tests: versions of one pipeline that differ in their intercept. */
final class LiveModels {
    private LiveModels() {}

    static ServedModel version(int number) {
        return version(number, UnseenCategory.ERROR);
    }

    static ServedModel version(int number, UnseenCategory unseen) {
        return new ServedModel(
                String.format("v%06d", number),
                "sha-" + number,
                StoredModel.parameters(withIntercept(SamplePipelines.reference(unseen), number)));
    }

    private static FittedPipeline withIntercept(FittedPipeline pipeline, int number) {
        List<FittedStage> stages = new ArrayList<>(pipeline.stages());
        LogisticRegression last = pipeline.classifier();
        stages.set(
                stages.size() - 1,
                new LogisticRegression(
                        last.input(), last.coefficients(), number / 10.0, last.threshold()));
        return new FittedPipeline(stages);
    }
}
