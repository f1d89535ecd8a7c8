package io.flinklab.training;

import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.Vocabulary;
import io.flinklab.training.network.EpochLoss;
import io.flinklab.training.network.NetworkFit;
import io.flinklab.training.network.NetworkOptions;
import io.flinklab.training.network.NetworkParameters;
import io.flinklab.training.rounds.StoredStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import org.apache.flink.util.FileUtils;

/**
 * Training of a network as one Flink job: rows in, plain values out. Flink ML fits the features,
 * {@link NetworkFit} the network behind them.
 */
public final class NetworkTraining {
    private static final String ESTIMATOR = "NeuralNetwork";
    private static final double EVEN_ODDS = 0.5;

    private final Recipe recipe;
    private final TrainingOptions options;
    private final Vocabulary vocabulary;
    private final NetworkOptions network;
    private String shared = "";
    private StoredStates stored = StoredStates.NONE;

    /**
     * A job that can be run once for each set of rows.
     *
     * @param recipe of a network
     * @param vocabulary of the rows to train on
     */
    public NetworkTraining(Recipe recipe, TrainingOptions options, Vocabulary vocabulary) {
        if (!(recipe.hyperparameters() instanceof Hyperparameters.Network chosen)) {
            throw new IllegalArgumentException(
                    "Expected the recipe of a network; found " + recipe + ".");
        }
        this.recipe = recipe;
        this.options = options;
        this.vocabulary = vocabulary;
        this.network = chosen.options();
    }

    /** As {@link TrainingJob#sharing}. */
    public NetworkTraining sharing(String directoryOrAddress) {
        shared = directoryOrAddress;
        return this;
    }

    /** Stores states on the way, and begins with one; an iteration is an epoch. */
    public NetworkTraining storing(StoredStates states) {
        stored = states;
        return this;
    }

    /**
     * Builds the job and runs it to its end, with whatever else was added to the rows' environment.
     * The environment's settings stay as they are; the job copies objects where they say reuse.
     *
     * @param rows examples, as {@link io.flinklab.data.flink.ExampleRows} lays them out, all of
     *     them to train on; their order does not matter
     * @throws TrainingException the rows have no model, or PyTorch is missing
     */
    public TrainedNetwork run(DataStream<Row> rows) throws Exception {
        return run(rows, epoch -> {});
    }

    /**
     * The same, with a watcher that gets each epoch while the job runs. What the watcher throws
     * comes out here once the job has ended.
     */
    public TrainedNetwork run(DataStream<Row> rows, Consumer<EpochLoss> watcher) throws Exception {
        Path directory = Files.createTempDirectory("flink-ml-lab-network");
        try (SavePlace place = SavePlace.of(directory.resolve("features"), shared);
                AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            return run(rows, watcher, place, added);
        } finally {
            FileUtils.deleteDirectoryQuietly(directory.toFile());
        }
    }

    private TrainedNetwork run(
            DataStream<Row> rows,
            Consumer<EpochLoss> watcher,
            SavePlace place,
            AddedOperators added)
            throws Exception {
        List<Stage<?>> stages = recipe.features().stages(vocabulary, options.unseen());
        DerivedColumns.requireNew(vocabulary.schema(), recipe.name(), stages);
        PipelineFit.Features features = PipelineFit.features(rows, stages);
        new PipelineModel(features.stages()).save(place.path());
        rows.getExecutionEnvironment().setParallelism(options.parallelism());
        NetworkFit fit =
                NetworkFit.of(
                        features.rows(), vocabulary.schema(), network, options.timeLimit(), stored);
        Iterator<NetworkParameters> parameters = fit.parameters().collectAsync();
        Iterator<EpochLoss> losses = fit.curve().collectAsync();
        JobRun job = added.submit("Train the " + recipe + " plan");
        List<NetworkParameters> pieces = new ArrayList<>();
        List<EpochLoss> curve = new ArrayList<>();
        job.watch(parameters, pieces::add);
        job.watch(losses, watcher.andThen(curve::add));
        job.await();
        return result(place, features.stages(), NetworkParameters.whole(pieces), curve);
    }

    private TrainedNetwork result(
            SavePlace place,
            List<Stage<?>> features,
            NetworkParameters parameters,
            List<EpochLoss> curve)
            throws IOException {
        FittedNetwork fitted =
                new FittedNetwork(
                        new SavedPipeline(place.finish(), features.size()).stages(),
                        FeaturePlan.FEATURES,
                        parameters.toLayers(network),
                        EVEN_ODDS);
        List<Double> losses = curve.stream().map(epoch -> epoch.training).toList();
        return new TrainedNetwork(
                fitted, new FitFacts(ESTIMATOR, curve.size(), losses, stopped(curve)), curve);
    }

    private StopReason stopped(List<EpochLoss> curve) {
        int epochs = curve.size();
        int best = 0;
        for (EpochLoss epoch : curve) {
            best = epoch.best ? epoch.epoch : best;
        }
        if (epochs - best >= network.patience()) {
            return StopReason.VALIDATION;
        }
        return epochs == network.epochs() ? StopReason.ITERATIONS : StopReason.TIME;
    }
}
