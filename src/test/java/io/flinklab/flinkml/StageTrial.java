package io.flinklab.flinkml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.JsonUtils;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.apache.flink.util.FileUtils;

/** Tries every scenario with one stage, each in jobs of its own. */
final class StageTrial {
    private final Supplier<StreamExecutionEnvironment> environments;
    private final StageCase stage;
    private StageOutput usual;

    /**
     * @param environments gives a new environment for each job
     */
    StageTrial(Supplier<StreamExecutionEnvironment> environments, StageCase stage) {
        this.environments = environments;
        this.stage = stage;
    }

    /** What became of each scenario that can be tried with this stage. */
    Map<Scenario, Outcome> run() {
        Map<Scenario, Outcome> outcomes = new EnumMap<>(Scenario.class);
        for (Scenario scenario : Scenario.values()) {
            if (stage.isTriedWith(scenario)) {
                outcomes.put(scenario, outcome(scenario));
            }
        }
        return outcomes;
    }

    private Outcome outcome(Scenario scenario) {
        try {
            return switch (scenario) {
                case TRANSFORM -> transform();
                case SAVE_AND_LOAD -> saveAndLoad();
                case MODEL_DATA -> compare(modelData());
                case THREE_SUBTASKS -> inParallel(3);
                case SEVEN_SUBTASKS -> inParallel(SixRows.USUAL.size() + 1);
                case CHECKPOINTS ->
                        compare(transformed(job(1), StageJob::sixRowsBetweenCheckpoints));
                case EMPTY_TABLE -> emptyTable();
                case NAN -> nan();
            };
        } catch (Exception | LinkageError e) {
            return Outcome.of(e);
        }
    }

    private Outcome transform() throws Exception {
        usual = at(1);
        return usual.rows().isEmpty() ? Outcome.wrong("nothing comes out") : Outcome.WORKS;
    }

    /** Clusters begin with rows as they arrive, and about once in a hundred runs end elsewhere. */
    private Outcome inParallel(int parallelism) throws Exception {
        Outcome first = compare(at(parallelism));
        return stage.compared() == StageCase.Compared.GROUPS && !first.equals(Outcome.WORKS)
                ? compare(at(parallelism))
                : first;
    }

    private StageOutput at(int parallelism) throws Exception {
        return transformed(job(parallelism), StageJob::sixRows);
    }

    /** The stage is fitted on a table, which it then transforms. */
    private StageOutput transformed(StageJob job, Function<StageJob, Table> input)
            throws Exception {
        Table table = input.apply(job);
        return job.run(fit(create(job), table).transform(table));
    }

    private Outcome saveAndLoad() throws Exception {
        Path directory = Files.createTempDirectory("flink-ml-lab-stage");
        try {
            String unfitted = directory.resolve("unfitted").toString();
            String fitted = directory.resolve("fitted").toString();
            StageJob saving = job(1);
            Stage<?> saved = create(saving);
            saved.save(unfitted);
            Table table = saving.sixRows();
            AlgoOperator<?> model = fit(saved, table);
            model.save(fitted);
            saving.run(model.transform(table));

            StageJob loading = job(1);
            if (!options(saved).equals(options(load(loading, unfitted)))) {
                return Outcome.wrong("the loaded stage has other options");
            }
            AlgoOperator<?> loaded = (AlgoOperator<?>) load(loading, fitted);
            return compare(loading.run(loaded.transform(loading.sixRows())));
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    private static Stage<?> load(StageJob job, String path) throws IOException {
        return ReadWriteUtils.loadStage(job.tables(), path);
    }

    /** As JSON, because values may be arrays. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> options(Stage<?> stage) throws IOException {
        Map<String, String> options = new TreeMap<>();
        for (Map.Entry<Param<?>, Object> option : stage.getParamMap().entrySet()) {
            Param<Object> param = (Param<Object>) option.getKey();
            options.put(
                    param.name,
                    JsonUtils.OBJECT_MAPPER.writeValueAsString(
                            param.jsonEncode(option.getValue())));
        }
        return options;
    }

    private StageOutput modelData() throws Exception {
        StageJob job = job(1);
        Table table = job.sixRows();
        Model<?> model = (Model<?>) fit(create(job), table);
        Model<?> copy = model.getClass().getConstructor().newInstance();
        ParamUtils.updateExistingParams(copy, model.getParamMap());
        copy.setModelData(model.getModelData());
        return job.run(copy.transform(table));
    }

    private Outcome emptyTable() throws Exception {
        StageJob transforming = job(1);
        StageOutput none =
                transforming.run(
                        fit(create(transforming), transforming.sixRows())
                                .transform(transforming.noRows()));
        if (!none.rows().isEmpty()) {
            return Outcome.wrong("transforms it to " + none.rows().get(0).values());
        }
        return stage.isEstimator() ? fittedOnNothing() : Outcome.WORKS;
    }

    private Outcome fittedOnNothing() throws Exception {
        try {
            StageJob fitting = job(1);
            StageOutput some =
                    fitting.run(
                            fit(create(fitting), fitting.noRows()).transform(fitting.sixRows()));
            return Outcome.wrong(
                    "is fitted on it, and %s of 6 rows come out".formatted(some.rows().size()));
        } catch (Exception e) {
            return refused(e, "empty");
        }
    }

    /** What has NaN may be refused; otherwise it must not change what becomes of other rows. */
    private Outcome nan() throws Exception {
        StageOutput without = output(SixRows.WITHOUT_THAT_ROW);
        StageOutput with;
        try {
            with = output(SixRows.WITH_NAN);
        } catch (Exception e) {
            return refused(e, "nan", "invalid");
        }
        StageOutput others = with.without(SixRows.NAN_ID);
        long spoilt = others.rows().stream().filter(StageOutput.OutputRow::hasNaN).count();
        if (spoilt > 0) {
            return Outcome.wrong(
                    "%s of %s other rows become NaN".formatted(spoilt, others.rows().size()));
        }
        return others.lines(stage.compared()).equals(without.lines(stage.compared()))
                ? Outcome.WORKS
                : Outcome.wrong("changes what comes out of other rows");
    }

    private StageOutput output(List<Row> rows) throws Exception {
        return transformed(job(1), job -> job.table(rows, SixRows.TYPE));
    }

    private static Outcome refused(Exception failure, String... words) {
        String message =
                String.valueOf(Outcome.cause(failure).getMessage()).toLowerCase(Locale.ROOT);
        return Arrays.stream(words).anyMatch(message::contains)
                ? Outcome.WORKS
                : Outcome.of(failure);
    }

    private Outcome compare(StageOutput output) {
        if (usual == null) {
            return Outcome.wrong("there is nothing to compare with");
        }
        List<String> expected = usual.lines(stage.compared());
        List<String> found = output.lines(stage.compared());
        if (found.equals(expected)) {
            return Outcome.WORKS;
        }
        return Outcome.wrong(
                found.size() == expected.size()
                        ? "other values come out"
                        : "%s rows come out instead of %s"
                                .formatted(found.size(), expected.size()));
    }

    private StageJob job(int parallelism) {
        return new StageJob(environments.get().setParallelism(parallelism));
    }

    private Stage<?> create(StageJob job) {
        return stage.factory().create(job);
    }

    private static AlgoOperator<?> fit(Stage<?> stage, Table table) {
        return stage instanceof Estimator<?, ?> estimator
                ? (AlgoOperator<?>) estimator.fit(table)
                : (AlgoOperator<?>) stage;
    }
}
