package io.flinklab.app;

import io.flinklab.data.Example;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.FittedStage.StringIndexer;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.store.Probe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Made-up customers with the categories that a model knows, scored by it. */
final class Probes {
    private static final int PROBES = 16;

    /** Another than the shipped data's, so that no row of it is among the probes. */
    private static final long SEED = 16;

    /** A model that knows none of the generator's values gets fewer probes, in finite time. */
    private static final int CANDIDATES = 1_000;

    private Probes() {}

    /** The same pipeline always gets the same probes. */
    static List<Probe> of(FittedPipeline pipeline) {
        return of(Scorer.of(pipeline), pipeline.stages());
    }

    /**
     * Probes of a model with these stages at its beginning.
     *
     * @param scorer of the model
     */
    static List<Probe> of(Scorer scorer, List<FittedStage> stages) {
        return of(scorer, categories(stages, "Geography"), categories(stages, "Gender"));
    }

    /** Probes of a model whose categories nobody knows: those of the generator's customers. */
    static List<Probe> of(Scorer scorer) {
        return of(scorer, List.of(), List.of());
    }

    private static List<Probe> of(Scorer scorer, List<String> geographies, List<String> genders) {
        return new CustomerGenerator(SEED)
                .customers(CANDIDATES)
                .map(customer -> withCategories(customer, geographies, genders))
                .flatMap(customer -> probe(scorer, customer))
                .limit(PROBES)
                .toList();
    }

    private static Stream<Probe> probe(Scorer scorer, Example customer) {
        try {
            Optional<Prediction> prediction = scorer.predict(customer);
            return prediction.map(known -> new Probe(customer, known.score())).stream();
        } catch (UnseenCategoryException e) {
            return Stream.empty();
        }
    }

    /** What the model knows of a column; empty if it does not use it as a category. */
    private static List<String> categories(List<FittedStage> stages, String column) {
        return stages.stream()
                .filter(StringIndexer.class::isInstance)
                .map(StringIndexer.class::cast)
                .filter(indexer -> indexer.inputs().contains(column))
                .map(indexer -> indexer.categories().get(indexer.inputs().indexOf(column)))
                .findFirst()
                .orElse(List.of());
    }

    /** Goes through the genders, and through the geographies each time it is through these. */
    private static Customer withCategories(
            Example of, List<String> geographies, List<String> genders) {
        int turn = (int) of.rowNumber() - 1;
        return new Example(
                of.rowNumber(),
                of.customerId(),
                of.surname(),
                of.creditScore(),
                pick(geographies, turn / Math.max(1, genders.size()), of.geography()),
                pick(genders, turn, of.gender()),
                of.age(),
                of.tenure(),
                of.balance(),
                of.numOfProducts(),
                of.hasCrCard(),
                of.isActiveMember(),
                of.estimatedSalary(),
                of.exited());
    }

    private static String pick(List<String> categories, int turn, String otherwise) {
        return categories.isEmpty() ? otherwise : categories.get(turn % categories.size());
    }
}
