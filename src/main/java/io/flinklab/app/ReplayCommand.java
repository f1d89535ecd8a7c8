package io.flinklab.app;

import io.flinklab.data.DataFiles;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.kafka.KafkaAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a published model again and compares. */
@Command(
        name = "replay",
        description =
                "Train a published model again and say whether the coefficients are the same.")
final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StoreOptions store;

    @Option(
            names = "--data",
            required = true,
            converter = DataOptions.Address.class,
            description =
                    "The data that trained the model: a path, an address as s3://bucket/rows, or a"
                            + " topic, kafka://host:port/topic?bounded=true, which may have grown"
                            + " since: the rows that trained are read again.")
    private String data;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        StoredModel model = store.open();
        // Only a pipeline is trained as a replay trains; another format is refused here.
        model.pipeline();
        if (!KafkaAddress.is(data)) {
            DataOptions.tell(
                    DataFiles.at(data).withRows(model.manifest().schema()).leftOut(),
                    spec.commandLine().getErr());
        }
        int parallelism = Replay.options(model).parallelism();
        try (EmbeddedCluster cluster = EmbeddedCluster.start(parallelism)) {
            Replay replay = Replay.of(model, data, cluster, store.store());
            new Report()
                    .put(model)
                    .put("identical", replay.identical())
                    .put("largestDifference", replay.largestDifference())
                    .print(spec.commandLine().getOut(), json);
            return replay.identical() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
