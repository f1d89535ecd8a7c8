package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.LabelledScores;
import io.flinklab.app.ModelTraining;
import io.flinklab.churn.Article;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.lesson.FlinkScoring;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link Article} gives its reader, our way: train once, measure what was saved, publish,
 * verify and open it again, score the test rows with it.
 *
 * <p>Arguments: the data file, a directory for the store, the plan, and what scores at the end:
 * {@code plain} for the scorer or {@code flink} for Flink ML's transform of the loaded pipeline.
 */
final class Workflow {
    private Workflow() {}

    public static void main(String[] args) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT;
        Recipe recipe = Churn.recipe(args[2]);
        ModelStore store = ModelStore.at(Path.of(args[1]));
        LabelledData data = LabelledData.read(Path.of(args[0]), Churn.SCHEMA, options);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(options.parallelism())) {
            StoredModel published =
                    new ModelTraining(cluster).publish(data, recipe, options, store);
            System.out.println(published.manifest().training().metrics());
            StoredModel opened = store.open(published.version());
            LabelledScores scores = scores(args[3], opened, data.test(), cluster);
            System.out.println(
                    "correct " + scores.evaluation().correct() + " of " + data.test().size());
        }
    }

    private static LabelledScores scores(
            String scorer, StoredModel model, List<Example> customers, EmbeddedCluster cluster)
            throws Exception {
        return scorer.equals("plain")
                ? LabelledScores.of(Scorer.of(model), customers)
                : new LabelledScores(
                        LabelledScores.labels(customers),
                        new FlinkScoring(cluster::environment).scores(model, customers));
    }
}
