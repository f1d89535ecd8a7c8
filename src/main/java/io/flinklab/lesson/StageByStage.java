package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.AddedOperators;
import io.flinklab.training.PipelineFit;
import io.flinklab.training.StageView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.common.param.HasInputCol;
import org.apache.flink.ml.common.param.HasInputCols;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Shows what each stage of a feature plan does to a few rows. Every stage keeps the columns it
 * finds, so one job that ends in the last stage's table shows the work of all of them.
 */
public final class StageByStage {
    private static final String FLINK_ML = "org.apache.flink.ml.";

    private final Schema schema;
    private final String key;
    private final FeaturePlan plan;

    /**
     * Watches a plan.
     *
     * @param schema what the rows hold, with a key, which tells the watched rows apart
     * @throws IllegalArgumentException the schema has no key
     */
    public StageByStage(Schema schema, FeaturePlan plan) {
        this.schema = schema;
        this.plan = plan;
        key =
                schema.key()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Expected a schema with a key, found none among "
                                                        + schema.names()))
                        .name();
    }

    /**
     * Fits the plan's stages to all rows and gives what each did to some of them.
     *
     * @param rows the training rows, as {@link ExampleRows} lays them out
     * @param train the same rows as examples, for the vocabulary
     * @param watched the examples to show, all of them among the training rows
     * @return one view for each stage, in the plan's order
     */
    public List<StageView> run(DataStream<Row> rows, List<Example> train, List<Example> watched)
            throws Exception {
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            return run(added, rows, train, watched);
        }
    }

    private List<StageView> run(
            AddedOperators added, DataStream<Row> rows, List<Example> train, List<Example> watched)
            throws Exception {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(rows.getExecutionEnvironment());
        Table table = tables.fromDataStream(rows);
        List<StageView> views = new ArrayList<>();
        for (Stage<?> stage : plan.stages(plan.vocabulary(schema, train), UnseenCategory.ERROR)) {
            AlgoOperator<?> fitted = PipelineFit.fit(stage, table);
            Table after = fitted.transform(table)[0];
            views.add(view(views.size() + 1, stage, columns(table), columns(after)));
            table = after;
        }
        List<Row> found = collect(added, tables.toDataStream(table), watched);
        return views.stream().map(view -> filled(view, found)).toList();
    }

    private StageView view(int number, Stage<?> stage, List<String> before, List<String> after) {
        List<String> added = after.stream().filter(column -> !before.contains(column)).toList();
        return new StageView(key, number, name(stage.getClass()), inputs(stage), added, List.of());
    }

    /** Flink ML's name, also where a class of ours extends the stage. */
    private static String name(Class<?> stage) {
        return stage.getName().startsWith(FLINK_ML)
                ? stage.getSimpleName()
                : name(stage.getSuperclass());
    }

    private StageView filled(StageView view, List<Row> rows) {
        return new StageView(key, view.number(), view.stage(), view.inputs(), view.outputs(), rows);
    }

    private static List<String> inputs(Stage<?> stage) {
        return stage instanceof HasInputCols<?> many
                ? List.of(many.getInputCols())
                : List.of(((HasInputCol<?>) stage).getInputCol());
    }

    private static List<String> columns(Table table) {
        return table.getResolvedSchema().getColumnNames();
    }

    /**
     * The watched rows, by the columns as read. Closing the iterator early, as an interrupt does,
     * cancels the job.
     */
    @SuppressWarnings("try") // its close() may be interrupted, which is then the caller's to know
    private List<Row> collect(AddedOperators added, DataStream<Row> rows, List<Example> watched)
            throws Exception {
        ExampleRows codec = new ExampleRows(schema);
        Set<Row> wanted = new HashSet<>(watched.stream().map(codec::toRow).toList());
        List<Row> found = new ArrayList<>();
        try (CloseableIterator<Row> matches =
                rows.filter(row -> wanted.contains(codec.toRow(codec.fromRow(row))))
                        .collectAsync()) {
            added.submit("Watch the stages");
            matches.forEachRemaining(found::add);
        }
        if (found.size() != watched.size()) {
            throw new IllegalArgumentException(
                    "Expected the %s watched rows among the training rows, found %s. Watch rows of the training part."
                            .formatted(watched.size(), found.size()));
        }
        return found;
    }
}
