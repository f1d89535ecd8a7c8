package io.flinklab.app;

import io.flinklab.data.CustomerData;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import io.flinklab.store.StoredModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a published model on labelled customers. */
@Command(
        name = "evaluate",
        description = "Measure a published model on every row of labelled data.")
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
        CustomerData found = data.read(spec.commandLine().getErr());
        data.keepRejects(found.rows(), found.rejects(), spec.commandLine().getErr());
        Evaluation evaluation;
        try (Scorer scorer = runtime.scorer(model)) {
            evaluation = LabelledScores.of(scorer, found.customers()).evaluation();
        }
        new Report()
                .put(model)
                .put("rejects", found.rejects().size())
                .put(evaluation.toMap())
                .print(spec.commandLine().getOut(), json);
        return 0;
    }
}
