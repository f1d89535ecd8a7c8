package io.flinklab.training.logistic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.common.broadcast.BroadcastUtils;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.common.param.HasFeaturesCol;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

/**
 * Adds to each row of a table the prediction, a double, 1 where the probability of label 1 is one
 * half or more and otherwise 0, and the raw prediction, a dense vector of the probabilities of
 * label 0 and label 1. A row's features must have as many elements as there are coefficients.
 */
public final class PenalizedLogisticRegressionModel
        implements Model<PenalizedLogisticRegressionModel>,
                HasFeaturesCol<PenalizedLogisticRegressionModel>,
                HasPredictionCol<PenalizedLogisticRegressionModel>,
                HasRawPredictionCol<PenalizedLogisticRegressionModel> {

    private static final String MODEL = "model";

    private final Map<Param<?>, Object> paramMap = new HashMap<>();
    private final DataStream<TrainingStep> trainingSteps;
    private Table modelData;

    /** Without model data; set it before use. */
    public PenalizedLogisticRegressionModel() {
        this(null);
    }

    PenalizedLogisticRegressionModel(DataStream<TrainingStep> trainingSteps) {
        this.trainingSteps = trainingSteps;
        ParamUtils.initializeMapWithDefaultValues(paramMap, this);
    }

    /**
     * The objective after each iteration, given out while training runs: add a sink before {@code
     * env.execute()}. Empty unless {@link PenalizedLogisticRegression#fit} made this model.
     */
    public Optional<DataStream<TrainingStep>> trainingSteps() {
        return Optional.ofNullable(trainingSteps);
    }

    @Override
    public Table[] transform(Table... inputs) {
        if (inputs.length != 1) {
            throw new IllegalArgumentException(
                    "A model transforms one table; found " + inputs.length + ".");
        }
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) inputs[0]).getTableEnvironment();
        RowTypeInfo outputType =
                withPredictions(TableUtils.getRowTypeInfo(inputs[0].getResolvedSchema()));
        String features = getFeaturesCol();
        DataStream<Row> predictions =
                BroadcastUtils.withBroadcastStream(
                        Collections.singletonList(tables.toDataStream(inputs[0])),
                        Collections.singletonMap(MODEL, modelDataStream()),
                        streams -> predict(streams, features, outputType));
        return new Table[] {tables.fromDataStream(predictions)};
    }

    private static DataStream<Row> predict(
            List<DataStream<?>> streams, String features, RowTypeInfo outputType) {
        @SuppressWarnings("unchecked")
        DataStream<Row> rows = (DataStream<Row>) streams.get(0);
        return rows.map(new Predict(MODEL, features), outputType);
    }

    private RowTypeInfo withPredictions(RowTypeInfo input) {
        int size = input.getArity();
        TypeInformation<?>[] types = Arrays.copyOf(input.getFieldTypes(), size + 2);
        types[size] = Types.DOUBLE;
        types[size + 1] = DenseVectorTypeInfo.INSTANCE;
        String[] names = Arrays.copyOf(input.getFieldNames(), size + 2);
        names[size] = getPredictionCol();
        names[size + 1] = getRawPredictionCol();
        return new RowTypeInfo(types, names);
    }

    /** The model data as beans. */
    DataStream<LogisticModelData> modelDataStream() {
        if (modelData == null) {
            throw new IllegalStateException(
                    "The model has no model data. Use the one that fit() returns, load one, or call"
                            + " setModelData first.");
        }
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) modelData).getTableEnvironment();
        return tables.toDataStream(modelData, LogisticModelData.class)
                .map(data -> data, TypeInformation.of(LogisticModelData.class));
    }

    @Override
    public PenalizedLogisticRegressionModel setModelData(Table... inputs) {
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
        ReadWriteUtils.saveModelData(modelDataStream(), path, LogisticModelData::encode);
    }

    /**
     * Saves a model that no job of Flink ML's made, at once.
     *
     * @param params columns and others, as far as this model has them
     * @param path must not exist
     */
    public static void save(LogisticModelData data, Map<Param<?>, Object> params, String path)
            throws IOException {
        PenalizedLogisticRegressionModel model = new PenalizedLogisticRegressionModel();
        ParamUtils.updateExistingParams(model, params);
        ReadWriteUtils.saveMetadata(model, path);
        data.write(Path.of(path));
    }

    /** Reads a saved model. */
    public static PenalizedLogisticRegressionModel load(StreamTableEnvironment tables, String path)
            throws IOException {
        PenalizedLogisticRegressionModel model = ReadWriteUtils.loadStageParam(path);
        return model.setModelData(
                ReadWriteUtils.loadModelData(tables, path, new ModelDataFormat()));
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return paramMap;
    }

    /** Adds prediction and raw prediction to a row. */
    private static final class Predict extends RichMapFunction<Row, Row> {
        private final String modelKey;
        private final String features;
        private transient LogisticModelData model;

        Predict(String modelKey, String features) {
            this.modelKey = modelKey;
            this.features = features;
        }

        @Override
        public Row map(Row row) {
            if (model == null) {
                model =
                        getRuntimeContext()
                                .<LogisticModelData>getBroadcastVariable(modelKey)
                                .get(0);
            }
            if (!(row.getField(features) instanceof Vector vector)) {
                throw new IllegalArgumentException(
                        "Column "
                                + features
                                + ": expected a vector; found "
                                + row.getField(features));
            }
            double probability = LogisticModelData.probability(logOdds(vector));
            return Row.join(
                    row,
                    Row.of(
                            probability >= 0.5 ? 1.0 : 0.0,
                            Vectors.dense(1 - probability, probability)));
        }

        private double logOdds(Vector vector) {
            if (vector.size() != model.coefficients.length) {
                throw new IllegalArgumentException(
                        "Column "
                                + features
                                + ": the model has "
                                + model.coefficients.length
                                + " coefficients; found a vector of size "
                                + vector.size()
                                + ". Use the feature stages that the model was trained with.");
            }
            return vector instanceof SparseVector sparse
                    ? logOdds(sparse)
                    : logOdds((DenseVector) vector);
        }

        private double logOdds(DenseVector vector) {
            double sum = model.intercept;
            for (int i = 0; i < vector.values.length; i++) {
                sum += model.coefficients[i] * vector.values[i];
            }
            return sum;
        }

        private double logOdds(SparseVector vector) {
            double sum = model.intercept;
            for (int k = 0; k < vector.indices.length; k++) {
                sum += model.coefficients[vector.indices[k]] * vector.values[k];
            }
            return sum;
        }
    }

    /** Reads a model data file in a Flink job. */
    private static final class ModelDataFormat extends SimpleStreamFormat<LogisticModelData> {

        @Override
        public Reader<LogisticModelData> createReader(
                Configuration config, FSDataInputStream stream) {
            return new Reader<>() {
                private boolean read;

                @Override
                public LogisticModelData read() throws IOException {
                    LogisticModelData data = read ? null : LogisticModelData.decode(stream);
                    read = true;
                    return data;
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public TypeInformation<LogisticModelData> getProducedType() {
            return TypeInformation.of(LogisticModelData.class);
        }
    }
}
