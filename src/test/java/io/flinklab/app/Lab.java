package io.flinklab.app;

import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One cluster for all test classes that register this, and models trained on it once. */
public final class Lab implements BeforeAllCallback {
    private SharedLab shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared =
                context.getRoot()
                        .getStore(Namespace.create(Lab.class))
                        .getOrComputeIfAbsent(
                                SharedLab.class, type -> SharedLab.start(), SharedLab.class);
    }

    /** A cluster of four slots. */
    public EmbeddedCluster cluster() {
        return shared.cluster();
    }

    /** An empty directory that lasts as long as the tests do. */
    public Path newDirectory() {
        return shared.newDirectory();
    }

    /** The plan's model with its usual options, trained where no test has yet. */
    public StoredModel model(TestData data, Recipe plan) throws Exception {
        return shared.model(data.file(), plan);
    }

    /** A model trained now. */
    public StoredModel train(Path data, Recipe plan, TrainingOptions options) throws Exception {
        return shared.train(data, plan, options);
    }
}
