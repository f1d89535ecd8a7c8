package io.flinklab.lesson;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.training.Recipe;

/** The feature vectors of the notebooks, made as they make them. */
final class TrainedVectors {
    private static final Split SPLIT = Split.article(10_000);

    private TrainedVectors() {}

    static FeatureVectors train(Lab lab, TestData data, Recipe recipe) throws Exception {
        return of(lab, data, recipe, SPLIT.train());
    }

    static FeatureVectors test(Lab lab, TestData data, Recipe recipe) throws Exception {
        return of(lab, data, recipe, SPLIT.test());
    }

    private static FeatureVectors of(Lab lab, TestData data, Recipe recipe, Split.Part part)
            throws Exception {
        return FeatureVectors.of(
                ExampleSource.rows(
                        lab.cluster().environment(), Churn.SCHEMA, part, data.file().toString()),
                Churn.SCHEMA.requireLabel().name(),
                lab.model(data, recipe).flinkPipeline());
    }
}
