package io.flinklab.training;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModel;
import org.apache.flink.ml.util.ReadWriteUtils;

/**
 * Reads the pipeline that Flink ML saved into plain values, with Flink ML's own decoders and
 * without a job. So what serves is what was saved, byte for byte.
 */
public final class SavedPipeline {
    private final Path directory;
    private final int stages;

    /** A pipeline that was saved with so many stages. */
    SavedPipeline(Path directory, int stages) {
        this.directory = directory;
        this.stages = stages;
    }

    /**
     * Copies a saved pipeline that ends with a logistic regression, and puts another in its place.
     * The copy ends with a {@link PenalizedLogisticRegressionModel}, since Flink ML's own has no
     * intercept. Any other stage keeps its options; one whose fitted values differ gets those.
     *
     * @param saved as {@code PipelineModel} saved it
     * @param pipeline the stages of the copy, of the kinds of the saved ones
     * @param target must not exist
     */
    public static void copy(Path saved, FittedPipeline pipeline, Path target) throws IOException {
        List<FittedStage> stages = pipeline.stages();
        SavedPipeline from = new SavedPipeline(saved, stages.size());
        Set<Path> changed = new LinkedHashSet<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            if (i == stages.size() - 1 || !SavedStage.read(from.stage(i)).equals(stages.get(i))) {
                changed.add(from.stage(i));
                positions.add(i);
            }
        }
        try (Stream<Path> walk = Files.walk(saved)) {
            for (Path path : walk.filter(each -> !isIn(changed, each)).toList()) {
                Files.copy(path, target.resolve(saved.relativize(path)));
            }
        }
        for (int i : positions) {
            Path stage = from.stage(i);
            try (SavePlace place = SavePlace.of(target.resolve(saved.relativize(stage)), "")) {
                ChangedStage.save(stage, stages.get(i), place.path());
                place.finish();
            }
        }
    }

    /**
     * Saves a pipeline of imputers, a FeatureHasher and a logistic regression, without a job.
     *
     * @param imputers a saved pipeline that has those imputers, if there are any
     * @param target must not exist
     */
    public static void hashed(Optional<Path> imputers, FittedPipeline pipeline, Path target)
            throws IOException {
        int stages = pipeline.stages().size();
        try (SavePlace place = SavePlace.of(target, "")) {
            ReadWriteUtils.saveMetadata(
                    new PipelineModel(List.of()), place.path(), Map.of("numStages", stages));
            SavedPipeline saved = new SavedPipeline(Path.of(place.path()), stages);
            for (int i = 0; i < stages; i++) {
                NewStage.save(pipeline.stages().get(i), imputers, saved.stage(i));
            }
            place.finish();
        }
    }

    private static boolean isIn(Set<Path> directories, Path path) {
        return directories.stream().anyMatch(path::startsWith);
    }

    /**
     * Reads every stage, the last of which is the classifier.
     *
     * @param mostSteps the limit that the estimator was given. Flink ML's own saves neither how
     *     many steps it made nor why it stopped; its tolerance practically never ends it before.
     */
    TrainedModel read(int mostSteps) throws IOException {
        return new TrainedModel(new FittedPipeline(stages()), directory, fit(mostSteps));
    }

    /** Every stage, in order. */
    List<FittedStage> stages() throws IOException {
        List<FittedStage> fitted = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            fitted.add(SavedStage.read(stage(i)));
        }
        return fitted;
    }

    private FitFacts fit(int mostSteps) throws IOException {
        Path classifier = stage(stages - 1);
        Stage<?> model = ReadWriteUtils.loadStageParam(classifier.toString());
        String estimator = SavedStage.kind(model.getClass()).name();
        if (model instanceof PenalizedLogisticRegressionModel) {
            LogisticModelData data = LogisticModelData.read(classifier);
            List<Double> objectives = Arrays.stream(data.objectives).boxed().toList();
            return new FitFacts(
                    estimator, data.iterations, objectives, StopReason.valueOf(data.stoppedBy));
        }
        StopReason reason =
                model instanceof NaiveBayesModel ? StopReason.ONE_PASS : StopReason.ITERATIONS;
        return new FitFacts(estimator, mostSteps, List.of(), reason);
    }

    /** Of the features' coefficients, without the intercept's; NaN where none were saved. */
    double[] standardErrors(int features) throws IOException {
        Path classifier = stage(stages - 1);
        double[] errors = new double[features];
        Arrays.fill(errors, Double.NaN);
        if (ReadWriteUtils.loadStageParam(classifier.toString())
                instanceof PenalizedLogisticRegressionModel) {
            double[] saved = LogisticModelData.read(classifier).standardErrors;
            // The first one may be the intercept's; beyond 2,000 features there are none.
            int known = Math.min(saved.length, features);
            System.arraycopy(saved, saved.length - known, errors, 0, known);
        }
        return errors;
    }

    /** Flink ML pads a stage's number to the width of their count. */
    private Path stage(int number) {
        String pattern = "%0" + String.valueOf(stages).length() + "d";
        return directory.resolve("stages").resolve(String.format(Locale.ROOT, pattern, number));
    }
}
