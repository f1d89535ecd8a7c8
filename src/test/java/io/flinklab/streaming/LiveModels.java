package io.flinklab.streaming;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.FittedStage.LogisticRegression;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A store of models made up for tests: versions of one pipeline that differ in their intercept. */
public final class LiveModels {
    private final ModelStore store;
    private final UnseenCategory unseen;

    private LiveModels(ModelStore store, UnseenCategory unseen) {
        this.store = store;
        this.unseen = unseen;
    }

    public static LiveModels in(Path root) {
        return in(root, UnseenCategory.ERROR);
    }

    public static LiveModels in(Path root, UnseenCategory unseen) {
        return new LiveModels(ModelStore.at(root), unseen);
    }

    public static LiveModels at(StoreLocation store) {
        return new LiveModels(store.open(), UnseenCategory.ERROR);
    }

    public ModelStore store() {
        return store;
    }

    /** The next version. */
    public StoredModel publish() {
        int number = store.versions().size() + 1;
        return StoreFixture.publish(
                store, withIntercept(SamplePipelines.reference(unseen), number / 10.0));
    }

    /** A version, published with all before it where it is not yet. */
    public ServedModel version(int number) {
        while (store.versions().size() < number) {
            publish();
        }
        return ServedModel.of(store.open(String.format("v%06d", number)));
    }

    private static FittedPipeline withIntercept(FittedPipeline pipeline, double intercept) {
        List<FittedStage> stages = new ArrayList<>(pipeline.stages());
        LogisticRegression last = pipeline.classifier();
        stages.set(
                stages.size() - 1,
                new LogisticRegression(
                        last.input(), last.coefficients(), intercept, last.threshold()));
        return new FittedPipeline(stages);
    }
}
