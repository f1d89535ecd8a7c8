package io.flinklab.online;

import io.flinklab.features.FeatureVector;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.common.param.HasFeaturesCol;
import org.apache.flink.ml.common.param.HasModelVersionCol;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

/**
 * Adds to each row of a table the prediction, a double, 1 where the probability of label 1 is one
 * half or more and otherwise 0, the raw prediction, a dense vector of the probabilities of label 0
 * and label 1, and the version of the model data that gave them, a long.
 *
 * <p>Model data is a stream of {@link #MODEL_DATA}. A row is scored by the newest version that its
 * subtask has; before the first one it waits, in state. Saved are all versions; of those loaded the
 * newest counts.
 */
public final class StreamLogisticRegressionModel
        implements Model<StreamLogisticRegressionModel>,
                HasFeaturesCol<StreamLogisticRegressionModel>,
                HasPredictionCol<StreamLogisticRegressionModel>,
                HasRawPredictionCol<StreamLogisticRegressionModel>,
                HasModelVersionCol<StreamLogisticRegressionModel> {

    /** A version: coefficients, a dense vector; intercept, a double; its number, a long. */
    public static final RowTypeInfo MODEL_DATA =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        DenseVectorTypeInfo.INSTANCE, Types.DOUBLE, Types.LONG
                    },
                    new String[] {"coefficients", "intercept", "modelVersion"});

    /** The column that rejects have behind those of their row. */
    public static final String REASON = "reason";

    private static final int COEFFICIENTS = 0;
    private static final int INTERCEPT = 1;
    private static final int VERSION = 2;

    private final Map<Param<?>, Object> paramMap = new HashMap<>();
    private final DataStream<Row> rejects;
    private Table modelData;

    /** Without model data; set it before use. */
    public StreamLogisticRegressionModel() {
        this(null);
    }

    StreamLogisticRegressionModel(DataStream<Row> rejects) {
        this.rejects = rejects;
        ParamUtils.initializeMapWithDefaultValues(paramMap, this);
    }

    /**
     * The rows that could not be learned from, with a column {@value #REASON} behind their own.
     * Empty unless {@link StreamLogisticRegression#fit} made this model.
     */
    public Optional<DataStream<Row>> rejects() {
        return Optional.ofNullable(rejects);
    }

    @Override
    public Table[] transform(Table... inputs) {
        if (inputs.length != 1) {
            throw new IllegalArgumentException(
                    "A model transforms one table; found " + inputs.length + ".");
        }
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) inputs[0]).getTableEnvironment();
        RowTypeInfo input = TableUtils.getRowTypeInfo(inputs[0].getResolvedSchema());
        DataStream<Row> scored =
                tables.toDataStream(inputs[0])
                        .connect(modelStream().broadcast())
                        .transform(
                                "score with the newest",
                                scored(input),
                                new Score(getFeaturesCol(), input));
        return new Table[] {tables.fromDataStream(scored)};
    }

    private RowTypeInfo scored(RowTypeInfo input) {
        int size = input.getArity();
        TypeInformation<?>[] types = Arrays.copyOf(input.getFieldTypes(), size + 3);
        types[size] = Types.DOUBLE;
        types[size + 1] = DenseVectorTypeInfo.INSTANCE;
        types[size + 2] = Types.LONG;
        String[] names = Arrays.copyOf(input.getFieldNames(), size + 3);
        names[size] = getPredictionCol();
        names[size + 1] = getRawPredictionCol();
        names[size + 2] = getModelVersionCol();
        return new RowTypeInfo(types, names);
    }

    private DataStream<Row> modelStream() {
        if (modelData == null) {
            throw new IllegalStateException(
                    "The model has no model data. Use the one that fit() returns, load one, or call"
                            + " setModelData first.");
        }
        return ((StreamTableEnvironment) ((TableImpl) modelData).getTableEnvironment())
                .toDataStream(modelData)
                .map(row -> row, MODEL_DATA);
    }

    @Override
    public StreamLogisticRegressionModel setModelData(Table... inputs) {
        modelData = inputs[0];
        return this;
    }

    @Override
    public Table[] getModelData() {
        return new Table[] {modelData};
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
        ReadWriteUtils.saveModelData(modelStream(), path, new VersionEncoder());
    }

    /** Reads a saved model. */
    public static StreamLogisticRegressionModel load(StreamTableEnvironment tables, String path)
            throws IOException {
        StreamLogisticRegressionModel model = ReadWriteUtils.loadStageParam(path);
        return model.setModelData(ReadWriteUtils.loadModelData(tables, path, new VersionFormat()));
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return paramMap;
    }

    /** Scores rows with the newest version. */
    private static final class Score extends AbstractStreamOperator<Row>
            implements TwoInputStreamOperator<Row, Row, Row>, BoundedMultiInput {
        private static final long serialVersionUID = 1L;
        private static final double EVEN_ODDS = 0.5;

        /** Any; the model learns nothing here. */
        private static final LearnerOptions NONE = new LearnerOptions(new UpdateRule.Sgd(1, 0));

        private final String features;
        private final RowTypeInfo input;
        private transient ListState<Row> keptVersion;
        private transient ListState<Row> keptRows;
        private transient List<Row> waiting;
        private transient Row version;
        private transient OnlineLogisticRegression model;
        private transient int ended;

        Score(String features, RowTypeInfo input) {
            this.features = features;
            this.input = input;
        }

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            keptVersion =
                    context.getOperatorStateStore()
                            .getUnionListState(new ListStateDescriptor<>("version", MODEL_DATA));
            keptRows =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("waiting", input));
            waiting = new ArrayList<>();
            for (Row kept : keptRows.get()) {
                waiting.add(kept);
            }
            for (Row kept : keptVersion.get()) {
                use(kept);
            }
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            keptRows.update(waiting);
            keptVersion.update(version == null ? List.of() : List.of(version));
        }

        @Override
        public void processElement1(StreamRecord<Row> row) {
            if (model == null) {
                waiting.add(row.getValue());
            } else {
                output.collect(row.replace(scored(row.getValue())));
            }
        }

        @Override
        public void processElement2(StreamRecord<Row> newVersion) {
            use(newVersion.getValue());
            waiting.forEach(row -> output.collect(new StreamRecord<>(scored(row))));
            waiting.clear();
        }

        private void use(Row other) {
            if (version == null
                    || other.<Long>getFieldAs(VERSION) > version.<Long>getFieldAs(VERSION)) {
                version = other;
                model =
                        OnlineLogisticRegression.startingAt(
                                NONE,
                                other.<DenseVector>getFieldAs(COEFFICIENTS).values,
                                other.<Double>getFieldAs(INTERCEPT));
            }
        }

        private Row scored(Row row) {
            FeatureVector vector = new VectorRow(row, features).vector();
            double score = model.score(vector);
            return Row.join(
                    row,
                    Row.of(
                            score >= EVEN_ODDS ? 1.0 : 0.0,
                            Vectors.dense(1 - score, score),
                            version.getField(VERSION)));
        }

        @Override
        public void endInput(int inputId) {
            ended++;
            if (ended == 2 && !waiting.isEmpty()) {
                throw new IllegalStateException(
                        "Expected model data for %s rows; found none. Give the model data that has rows, or set publishEvery to fewer of them."
                                .formatted(waiting.size()));
            }
        }
    }

    private static final class VersionEncoder implements Encoder<Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public void encode(Row version, OutputStream stream) throws IOException {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeLong(version.<Long>getFieldAs(VERSION));
            out.writeDouble(version.<Double>getFieldAs(INTERCEPT));
            OnlineLogisticRegression.write(
                    version.<DenseVector>getFieldAs(COEFFICIENTS).values, out);
            out.flush();
        }
    }

    /** Reads a file of model data in a Flink job. */
    private static final class VersionFormat extends SimpleStreamFormat<Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Reader<Row> createReader(Configuration config, FSDataInputStream stream) {
            DataInputStream in = new DataInputStream(stream);
            return new Reader<>() {
                @Override
                public Row read() throws IOException {
                    long version;
                    try {
                        version = in.readLong();
                    } catch (EOFException end) {
                        return null;
                    }
                    double intercept = in.readDouble();
                    return Row.of(
                            Vectors.dense(OnlineLogisticRegression.doubles(in)),
                            intercept,
                            version);
                }

                @Override
                public void close() throws IOException {
                    in.close();
                }
            };
        }

        @Override
        public TypeInformation<Row> getProducedType() {
            return MODEL_DATA;
        }
    }
}
