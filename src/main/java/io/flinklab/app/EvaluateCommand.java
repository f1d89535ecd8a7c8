package io.flinklab.app;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.csv.Labels;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.StoredModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a published model on labelled rows. */
@Command(
        name = "evaluate",
        description =
                "Measure a published model on every row of labelled data; rows that it does not"
                        + " score, for a category it was not trained with, are left out and"
                        + " counted.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StoreOptions store;
    @Mixin private DataOptions data;
    @Mixin private RuntimeOption runtime;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        data.requireRejectsApart(data.named().uses(store.location()));
        StoredModel model = store.open();
        ScoreMeaning meaning = model.manifest().training().score();
        Dataset found =
                data.read(
                        model.manifest().schema(),
                        meaning == ScoreMeaning.SEGMENT ? Labels.OPTIONAL : Labels.REQUIRED,
                        spec.commandLine().getErr());
        data.keepRejects(found.rows(), found.rejects(), spec.commandLine().getErr());
        List<Example> examples = found.examples();
        LabelledScores scores;
        UnseenTally unseen;
        try (Scorer scorer = runtime.scorer(model)) {
            unseen = new UnseenTally(scorer.schema(), scorer.categories());
            examples.forEach(unseen::count);
            scores = LabelledScores.of(scorer, examples);
        }
        data.tell(unseen, examples.size(), "rows");
        long leftOut = examples.size() - scores.scores().length;
        data.requireFewLeftOut(found, leftOut);
        new Report()
                .put(model)
                .put("rejects", found.rejects().size())
                .put("leftOut", leftOut)
                .put("unseen", unseen.examples())
                .put("unseenCategories", unseen.byColumn())
                .put(scores.metrics(meaning))
                .print(spec.commandLine().getOut(), json);
        return 0;
    }
}
