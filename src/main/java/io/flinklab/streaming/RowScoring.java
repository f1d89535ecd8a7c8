package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.data.ValueReader;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.UnseenTally;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Scores rows and tables of a job's own, whatever their layout: the columns of the model's schema
 * are found by name, others are left as they are. Behind a row's own fields come {@code score}, 0
 * to 1, {@code prediction}, 0 or 1, and {@code modelVersion}.
 *
 * <pre>{@code
 * Table scored = new RowScoring(model).score(tables, tables.from("applicants"));
 * }</pre>
 */
public final class RowScoring {
    /** The fields behind a row's own. */
    public static final List<String> FIELDS = List.of("score", "prediction", "modelVersion");

    private final ServedModel model;
    private final ScoringRuntime runtime;

    /** Scores in plain Java. */
    public RowScoring(ServedModel model) {
        this(model, ScoringRuntime.PLAIN);
    }

    /** Scores by a runtime. */
    public RowScoring(ServedModel model, ScoringRuntime runtime) {
        this.model = model;
        this.runtime = runtime;
    }

    /**
     * Scores a stream.
     *
     * @param rows of a {@link RowTypeInfo} that has the schema's features
     * @return the rows with a score; those without, with the reason in one more field, are in the
     *     side output of {@link #rejects}
     * @throws IllegalArgumentException a feature is no field of the rows
     */
    public SingleOutputStreamOperator<Row> score(DataStream<Row> rows) {
        RowTypeInfo type = (RowTypeInfo) rows.getType();
        requireFeatures(type);
        return rows.process(new Score(model, runtime, type.getFieldNames(), rejects(rows)))
                .returns(with(type, FIELDS, Types.DOUBLE, Types.INT, Types.STRING))
                .name("score");
    }

    /**
     * Where {@link #score(DataStream)} puts the rows that have no score, the reason behind them.
     */
    public OutputTag<Row> rejects(DataStream<Row> rows) {
        RowTypeInfo type = (RowTypeInfo) rows.getType();
        return new OutputTag<>("rejects", with(type, List.of("reason"), Types.STRING));
    }

    /** Scores a table; rows that have no score are left out. */
    public Table score(StreamTableEnvironment tables, Table rows) {
        RowTypeInfo type = TableUtils.getRowTypeInfo(rows.getResolvedSchema());
        return tables.fromDataStream(
                score(tables.toDataStream(rows).map(row -> row, type).name("rows")));
    }

    private void requireFeatures(RowTypeInfo type) {
        List<String> fields = List.of(type.getFieldNames());
        List<String> missing =
                model.schema().featureNames().stream().filter(f -> !fields.contains(f)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected rows with the fields %s that model %s reads; found %s, without %s."
                            .formatted(
                                    model.schema().featureNames(),
                                    model.version(),
                                    fields,
                                    missing));
        }
    }

    private static RowTypeInfo with(
            RowTypeInfo type, List<String> names, TypeInformation<?>... types) {
        return new RowTypeInfo(
                Stream.concat(Arrays.stream(type.getFieldTypes()), Arrays.stream(types))
                        .toArray(TypeInformation<?>[]::new),
                Stream.concat(Arrays.stream(type.getFieldNames()), names.stream())
                        .toArray(String[]::new));
    }

    private static final class Score extends ProcessFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        private final ServedModel model;
        private final ScoringRuntime runtime;
        private final String[] fields;
        private final int[] features;
        private final OutputTag<Row> rejects;

        private transient Scorer scorer;
        private transient ValueReader reader;

        Score(ServedModel model, ScoringRuntime runtime, String[] fields, OutputTag<Row> rejects) {
            this.model = model;
            this.runtime = runtime;
            this.fields = fields;
            this.rejects = rejects;
            Schema schema = model.schema();
            features =
                    IntStream.range(0, fields.length)
                            .filter(i -> schema.featureNames().contains(fields[i]))
                            .toArray();
        }

        @Override
        public void open(Configuration parameters) {
            scorer = runtime.open(model);
            List<String> names = Arrays.stream(features).mapToObj(i -> fields[i]).toList();
            reader = new ValueReader(model.schema(), names);
        }

        @Override
        public void processElement(Row row, Context context, Collector<Row> scored) {
            try {
                Optional<Prediction> prediction =
                        scorer.predict(reader.read(i -> row.getField(features[i])));
                if (prediction.isPresent()) {
                    scored.collect(
                            joined(
                                    row,
                                    prediction.get().score(),
                                    prediction.get().prediction(),
                                    model.version()));
                } else {
                    context.output(rejects, joined(row, UnseenTally.SKIPPED));
                }
            } catch (UnseenCategoryException | IllegalArgumentException e) {
                context.output(rejects, joined(row, e.getMessage()));
            }
        }

        private static Row joined(Row row, Object... more) {
            Row joined = new Row(row.getKind(), row.getArity() + more.length);
            for (int i = 0; i < row.getArity(); i++) {
                joined.setField(i, row.getField(i));
            }
            for (int i = 0; i < more.length; i++) {
                joined.setField(row.getArity() + i, more[i]);
            }
            return joined;
        }

        @Override
        public void close() {
            if (scorer != null) {
                scorer.close();
            }
        }
    }
}
