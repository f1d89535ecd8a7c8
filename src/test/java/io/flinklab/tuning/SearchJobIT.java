package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.Scorer;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchJobIT {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 1500);
    private static final SearchOptions THREE_FOLDS =
            SearchOptions.DEFAULT.withFolds(3).withMetric(Metric.LOG_LOSS).withParallelism(2);
    private static final Search SEARCH = search(Recipe.CONVERGED, "reg=0.01,1,30", THREE_FOLDS);

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    /** Features and coefficients, on the rows of the other folds alone. */
    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#solved")
    void shouldReachWhatEachModelReachesByItself(Recipe recipe) throws Exception {
        Search search = search(recipe, "reg=0.5,20", THREE_FOLDS);

        SearchResult result = run(search, CUSTOMERS);

        for (RankedCandidate ranked : result.ranked()) {
            for (int fold = 1; fold <= 3; fold++) {
                assertThat(ranked.values().get(fold - 1))
                        .as("candidate %s, fold %s", ranked.candidate(), fold)
                        .isCloseTo(byItself(search, ranked.candidate(), fold), within(1e-9));
            }
        }
    }

    private double byItself(Search search, Candidate candidate, int fold) throws Exception {
        List<Example> train = new ArrayList<>();
        List<Example> test = new ArrayList<>();
        for (Example each : CUSTOMERS) {
            (FoldedRows.fold(each, 3, search.options().seed()) == fold ? test : train).add(each);
        }
        Recipe recipe = search.recipe().with(candidate.hyperparameters());
        FittedPipeline pipeline =
                new TrainingJob(
                                recipe,
                                TrainingOptions.DEFAULT,
                                recipe.features().vocabulary(Churn.SCHEMA, train))
                        .run(stream(train), directory.resolve(candidate.number() + "-" + fold))
                        .pipeline();
        return Evaluation.of(
                        test.stream().mapToDouble(Example::label).toArray(),
                        Scorer.of(Churn.SCHEMA, pipeline).score(test).toArray())
                .logLoss();
    }

    @Test
    void shouldReachTheSameOnAnyNumberOfSubtasksInAnyOrderOfTheRows() throws Exception {
        List<Example> turned = new ArrayList<>(CUSTOMERS);
        Collections.reverse(turned);
        SearchResult one = run(on(1), CUSTOMERS);

        assertThat(run(on(2), CUSTOMERS)).isEqualTo(one);
        assertThat(run(on(3), turned)).isEqualTo(one);
    }

    @Test
    void shouldGoOnFromItsLedgerWhereItWasInterrupted() throws Exception {
        Path file = directory.resolve("search.jsonl");
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Ledger ledger = Ledger.open(file, SEARCH, "customers")) {
            Consumer<UnitResult> impatient = interruptAfter(4, ledger, interrupted);
            assertThatThrownBy(
                            () -> new SearchJob(SEARCH).run(stream(CUSTOMERS), ledger, impatient))
                    .isInstanceOf(InterruptedException.class);
        }
        interrupted.countDown();
        List<UnitResult> again = new ArrayList<>();

        try (Ledger ledger = Ledger.open(file, SEARCH, "customers")) {
            assertThat(ledger.size()).isEqualTo(4);
            assertThat(new SearchJob(SEARCH).run(stream(CUSTOMERS), ledger, again::add))
                    .isEqualTo(run(SEARCH, CUSTOMERS));
        }

        assertThat(again).hasSize(SEARCH.units() - 4);
        int jobs = LAB.cluster().jobs();
        try (Ledger ledger = Ledger.open(file, SEARCH, "customers")) {
            new SearchJob(SEARCH).run(stream(CUSTOMERS), ledger, again::add);
        }
        assertThat(LAB.cluster().jobs()).isEqualTo(jobs);
    }

    /** Holds the results back after the interrupt, so that no more of them come. */
    private static Consumer<UnitResult> interruptAfter(
            int results, Ledger ledger, CountDownLatch interrupted) {
        Thread waiting = Thread.currentThread();
        return result -> {
            if (ledger.size() == results) {
                waiting.interrupt();
                try {
                    interrupted.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Test
    void shouldRankACandidateThatFailsLastWithItsReason() throws Exception {
        SearchResult result = run(search(Recipe.CONVERGED, "reg=0,1", THREE_FOLDS), CUSTOMERS);

        assertThat(result.best().candidate()).hasToString("reg=1");
        assertThat(result.ranked().get(1).failure())
                .startsWith("fold 1: The features are collinear");
    }

    @Test
    void shouldSayWhichFoldHasOneLabelAlone() throws Exception {
        List<Example> stayers =
                CUSTOMERS.subList(0, 300).stream().map(each -> each.withLabel(0)).toList();
        List<Example> oneLeaver = new ArrayList<>(stayers);
        oneLeaver.set(7, stayers.get(7).withLabel(1));
        Search byOrder = search(Recipe.CONVERGED, "reg=1,2", THREE_FOLDS.withMetric(Metric.AUROC));

        assertThatThrownBy(run(SEARCH, oneLeaver)::chosen)
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll(
                        "All 3 candidates failed", "Training needs rows of both labels");
        assertThatThrownBy(run(byOrder, oneLeaver)::chosen)
                .hasMessageMatching(
                        ".* Expected a finite auroc; found NaN on .* of which 0 have the label 1|.*"
                                + " Training needs rows of both labels.*");
    }

    @Test
    void shouldRefuseFewerKeysThanFolds() {
        assertThatThrownBy(() -> run(SEARCH, CUSTOMERS.subList(0, 2)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("each of 3 folds", "2 different keys");
    }

    private static SearchResult run(Search search, List<Example> examples) throws Exception {
        try (Ledger ledger = Ledger.inMemory()) {
            return new SearchJob(search).run(stream(examples), ledger, result -> {});
        }
    }

    private static Search on(int subtasks) {
        return search(Recipe.CONVERGED, "reg=0.01,1,30", THREE_FOLDS.withParallelism(subtasks));
    }

    private static Search search(Recipe recipe, String space, SearchOptions options) {
        return new Search(
                recipe,
                Churn.SCHEMA,
                SearchSpace.parse(List.of(space)).candidates(recipe, null, 42),
                options);
    }

    private static DataStream<Row> stream(List<Example> examples) {
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        return LAB.cluster()
                .environment()
                .fromCollection(examples.stream().map(codec::toRow).toList(), codec.type());
    }
}
