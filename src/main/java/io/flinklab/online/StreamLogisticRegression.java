package io.flinklab.online;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.common.param.HasFeaturesCol;
import org.apache.flink.ml.common.param.HasLabelCol;
import org.apache.flink.ml.common.param.HasLearningRate;
import org.apache.flink.ml.common.param.HasModelVersionCol;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;
import org.apache.flink.ml.common.param.HasWeightCol;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * {@link OnlineLogisticRegression} as an estimator of Flink ML for tables without end: {@code fit}
 * gives a model whose model data is a stream, one version after every so many rows.
 *
 * <p>Columns: features, any Flink ML vector; label, any number type, 0 or 1; weight (optional), any
 * number type, 0 or more. A row that cannot be learned from is in {@link
 * StreamLogisticRegressionModel#rejects} with its reason, and counted by the metric {@code
 * rejects}.
 *
 * <p>One subtask learns, so what is learned depends on the rows and their order alone. All that it
 * knows is state: a job that fails goes on with the same versions.
 */
public final class StreamLogisticRegression
        implements Estimator<StreamLogisticRegression, StreamLogisticRegressionModel>,
                HasFeaturesCol<StreamLogisticRegression>,
                HasLabelCol<StreamLogisticRegression>,
                HasWeightCol<StreamLogisticRegression>,
                HasLearningRate<StreamLogisticRegression>,
                HasPredictionCol<StreamLogisticRegression>,
                HasRawPredictionCol<StreamLogisticRegression>,
                HasModelVersionCol<StreamLogisticRegression> {

    /** What moves the coefficients. */
    public static final Param<String> ALGORITHM =
            new StringParam(
                    "algorithm",
                    "\"ftrl\" (FTRL-proximal), \"adagrad\" or \"sgd\".",
                    "ftrl",
                    ParamValidators.inArray("ftrl", "adagrad", "sgd"));

    /** The L1 penalty of FTRL. */
    public static final Param<Double> L1 =
            new DoubleParam(
                    "l1",
                    "Of ftrl the L1 penalty, which makes coefficients 0.",
                    0.0,
                    ParamValidators.gtEq(0));

    /** The L2 penalty. */
    public static final Param<Double> L2 =
            new DoubleParam("l2", "The L2 penalty.", 1.0, ParamValidators.gtEq(0));

    /** Rows of a mini-batch. */
    public static final Param<Integer> BATCH_SIZE =
            new IntParam("batchSize", "Rows of a mini-batch.", 1, ParamValidators.gtEq(1));

    /** After how many rows a row counts half. */
    public static final Param<Double> HALF_LIFE =
            new DoubleParam(
                    "halfLife",
                    "After how many further rows a row counts half, of ftrl and adagrad; null: all"
                            + " rows count alike.",
                    null,
                    rows -> rows == null || rows >= 1);

    /** Rows from one version of the model data to the next. */
    public static final Param<Integer> PUBLISH_EVERY =
            new IntParam(
                    "publishEvery",
                    "Learned rows from one version of the model data to the next.",
                    1_000,
                    ParamValidators.gtEq(1));

    private final Map<Param<?>, Object> paramMap = new HashMap<>();

    /** FTRL-proximal without L1, L2 1, a rate of 0.05, row by row, a version every 1,000 rows. */
    public StreamLogisticRegression() {
        ParamUtils.initializeMapWithDefaultValues(paramMap, this);
        setLearningRate(UpdateRule.USUAL_RATE);
    }

    @Override
    public StreamLogisticRegressionModel fit(Table... inputs) {
        if (inputs.length != 1) {
            throw new IllegalArgumentException(
                    "Learning takes one table; found " + inputs.length + ".");
        }
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) inputs[0]).getTableEnvironment();
        OutputTag<Row> rejects =
                new OutputTag<>(
                        "rejects",
                        withReason(TableUtils.getRowTypeInfo(inputs[0].getResolvedSchema())));
        SingleOutputStreamOperator<Row> models =
                tables.toDataStream(inputs[0])
                        .global()
                        .transform(
                                "learn",
                                StreamLogisticRegressionModel.MODEL_DATA,
                                new Learn(this, options(), rejects))
                        .setParallelism(1)
                        .setMaxParallelism(1);
        StreamLogisticRegressionModel model =
                new StreamLogisticRegressionModel(models.getSideOutput(rejects))
                        .setModelData(tables.fromDataStream(models));
        ParamUtils.updateExistingParams(model, paramMap);
        return model;
    }

    private LearnerOptions options() {
        Double halfLife = get(HALF_LIFE);
        String weights = getWeightCol();
        return new LearnerOptions(
                UpdateRule.of(get(ALGORITHM), getLearningRate(), get(L1), get(L2)),
                LearnerOptions.INTERCEPT_RATE,
                get(BATCH_SIZE),
                halfLife == null ? Double.POSITIVE_INFINITY : halfLife,
                weights == null ? "" : weights);
    }

    private static RowTypeInfo withReason(RowTypeInfo input) {
        int size = input.getArity();
        TypeInformation<?>[] types = Arrays.copyOf(input.getFieldTypes(), size + 1);
        types[size] = Types.STRING;
        String[] names = Arrays.copyOf(input.getFieldNames(), size + 1);
        names[size] = StreamLogisticRegressionModel.REASON;
        return new RowTypeInfo(types, names);
    }

    /** Sets "ftrl", "adagrad" or "sgd". */
    public StreamLogisticRegression setAlgorithm(String value) {
        return set(ALGORITHM, value);
    }

    /** Sets the L1 penalty of "ftrl", 0 or more. */
    public StreamLogisticRegression setL1(double value) {
        return set(L1, value);
    }

    /** Sets the L2 penalty, 0 or more. */
    public StreamLogisticRegression setL2(double value) {
        return set(L2, value);
    }

    /** Sets the rows of a mini-batch, 1 or more. */
    public StreamLogisticRegression setBatchSize(int value) {
        return set(BATCH_SIZE, value);
    }

    /** Sets after how many further rows a row counts half, of "ftrl" and "adagrad", 1 or more. */
    public StreamLogisticRegression setHalfLife(double value) {
        return set(HALF_LIFE, value);
    }

    /** Sets the learned rows from one version of the model data to the next, 1 or more. */
    public StreamLogisticRegression setPublishEvery(int value) {
        return set(PUBLISH_EVERY, value);
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
    }

    /** Reads what {@link #save} wrote; no job has to run. */
    public static StreamLogisticRegression load(StreamTableEnvironment tables, String path)
            throws IOException {
        return ReadWriteUtils.loadStageParam(path);
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return paramMap;
    }

    /** Learns from each row, and gives what it knows every so many. */
    private static final class Learn extends AbstractStreamOperator<Row>
            implements OneInputStreamOperator<Row, Row>, BoundedOneInput {
        private static final long serialVersionUID = 1L;
        private static final ListStateDescriptor<byte[]> LEARNER =
                new ListStateDescriptor<>(
                        "learner", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

        private final String features;
        private final String label;
        private final int publishEvery;
        private final LearnerOptions options;
        private final OutputTag<Row> rejects;

        private transient ListState<byte[]> state;
        private transient OnlineLogisticRegression model;
        private transient long version;
        private transient long published;
        private transient Counter rejected;

        Learn(StreamLogisticRegression params, LearnerOptions options, OutputTag<Row> rejects) {
            features = params.getFeaturesCol();
            label = params.getLabelCol();
            publishEvery = params.get(PUBLISH_EVERY);
            this.options = options;
            this.rejects = rejects;
        }

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            state = context.getOperatorStateStore().getListState(LEARNER);
            for (byte[] kept : state.get()) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
                version = in.readLong();
                published = in.readLong();
                model = OnlineLogisticRegression.read(options, in);
            }
        }

        @Override
        public void open() throws Exception {
            super.open();
            rejected = getMetricGroup().counter("rejects");
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            if (model == null) {
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(version);
            out.writeLong(published);
            model.write(out);
            state.update(List.of(bytes.toByteArray()));
        }

        @Override
        public void processElement(StreamRecord<Row> record) {
            Row row = record.getValue();
            try {
                learn(row);
            } catch (IllegalArgumentException e) {
                rejected.inc();
                output.collect(rejects, new StreamRecord<>(Row.join(row, Row.of(e.getMessage()))));
                return;
            }
            if (model.rows() % publishEvery == 0) {
                publish();
            }
        }

        private void learn(Row row) {
            VectorRow its = new VectorRow(row, features);
            double itsLabel = its.number(label, "0 or 1");
            String weight = options.weightColumn();
            double itsWeight = weight.isEmpty() ? 1 : its.number(weight, "a number, 0 or more");
            OnlineLogisticRegression learner =
                    model == null
                            ? new OnlineLogisticRegression(options, its.vector().size())
                            : model;
            learner.learn(its.vector(), itsLabel, itsWeight);
            model = learner;
        }

        private void publish() {
            version++;
            published = model.rows();
            output.collect(
                    new StreamRecord<>(
                            Row.of(
                                    Vectors.dense(model.coefficients()),
                                    model.intercept(),
                                    version)));
        }

        @Override
        public void endInput() {
            if (model != null && model.rows() > published) {
                publish();
            }
        }
    }
}
