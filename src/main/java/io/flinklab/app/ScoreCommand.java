package io.flinklab.app;

import io.flinklab.data.DataFile;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleReader;
import io.flinklab.data.csv.Labels;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.kafka.TopicRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores rows with a published model. */
@Command(
        name = "score",
        description = "Score rows in the order of the data; labels are not needed.")
final class ScoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StoreOptions store;
    @Mixin private DataOptions data;
    @Mixin private RuntimeOption runtime;

    @Option(names = "--out", required = true, description = "The CSV file of scores to write.")
    private Path out;

    private final List<Reject> rejects = new ArrayList<>();
    private Schema schema;
    private UnseenTally unseen;
    private long rows;
    private long examples;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = data.named().uses(store.location()).writes("--out", out);
        data.requireRejectsApart(files, out);
        StoredModel model = store.open();
        schema = model.manifest().schema();
        try (Scorer scorer = runtime.scorer(model);
                ScoreFile scores = ScoreFile.create(out, schema, model.version())) {
            unseen = new UnseenTally(schema, scorer.categories());
            if (data.isTopic()) {
                TopicRecords.at(data.address())
                        .forEach(schema, (origin, row) -> score(origin, row, scorer, scores));
            } else {
                for (DataFile file : data.files(schema, spec.commandLine().getErr()).files()) {
                    score(file, scorer, scores);
                }
            }
            data.tell(unseen, examples, "rows");
            data.keepRejects(rows, rejects, out, spec.commandLine().getErr());
            scores.finish();
        }
        files.console(out)
                .printf(
                        Locale.ROOT,
                        "%d rows scored with model %s; they are in %s%n",
                        rows - rejects.size(),
                        model.version(),
                        out);
        return 0;
    }

    private void score(DataFile file, Scorer scorer, ScoreFile scores) throws IOException {
        try (ExampleReader reader = ExampleReader.open(file, schema, Labels.OPTIONAL)) {
            reader.notes().forEach(spec.commandLine().getErr()::println);
            for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                score(file.name(), row, scorer, scores);
            }
        }
    }

    private void score(String file, ParsedRow row, Scorer scorer, ScoreFile scores) {
        rows++;
        if (row instanceof ParsedRow.Rejected rejected) {
            rejects.add(rejected.reject());
        } else if (row instanceof ParsedRow.Accepted accepted) {
            score(file, accepted, scorer, scores);
        }
    }

    private void score(String file, ParsedRow.Accepted row, Scorer scorer, ScoreFile scores) {
        examples++;
        List<String> columns = unseen.count(row.example());
        try {
            Optional<Prediction> prediction = scorer.predict(row.example());
            if (prediction.isPresent()) {
                scores.write(row.example(), row.line(), prediction.get());
            } else {
                String column = columns.isEmpty() ? "" : columns.get(0);
                reject(file, row, column, UnseenTally.SKIPPED);
            }
        } catch (UnseenCategoryException e) {
            reject(file, row, e.column(), e.getMessage());
        } catch (IllegalArgumentException e) {
            reject(file, row, "", e.getMessage());
        }
    }

    private void reject(String file, ParsedRow.Accepted row, String column, String reason) {
        rejects.add(new Reject(file, row.line(), column, reason, row.raw()));
    }
}
