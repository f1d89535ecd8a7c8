package io.flinklab.app;

import io.flinklab.data.CustomerFile;
import io.flinklab.data.CustomerReader;
import io.flinklab.data.Labels;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import io.flinklab.serving.Scorer;
import io.flinklab.store.StoredModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores customers with a published model. */
@Command(
        name = "score",
        description = "Score customers in the order of the data; labels are not needed.",
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StoreOptions store;
    @Mixin private DataOptions data;

    @Option(names = "--out", required = true, description = "The CSV file of scores to write.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        StoredModel model = store.open();
        ScoreFile.Counts counts;
        try (ScoreFile scores = ScoreFile.create(out, Scorer.of(model), model.version())) {
            for (Path file : CustomerFile.files(data.path())) {
                score(file, scores);
            }
            data.keepRejects(scores.rejects(), scores.rows(), out, spec.commandLine().getErr());
            counts = scores.finish();
        }
        PrintWriter console = spec.commandLine().getOut();
        console.println(counts + " with model " + model.version() + "; they are in " + out);
        console.flush();
        return 0;
    }
}
