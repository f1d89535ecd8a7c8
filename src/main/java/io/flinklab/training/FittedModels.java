package io.flinklab.training;

import io.flinklab.features.FeatureFit;
import io.flinklab.features.FittedStage;
import io.flinklab.features.NamedImputer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.imputer.ImputerModelData;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.util.Collector;

/** Flink ML's own models of stages that were fitted in plain Java, while the job runs. */
final class FittedModels {
    private final DataStream<String> fitted;
    private final StreamTableEnvironment tables;

    /**
     * @param fitted gives the fitted stages once, as {@link FeatureFit#fromJson} reads them
     */
    FittedModels(DataStream<String> fitted) {
        this.fitted = fitted;
        tables = StreamTableEnvironment.create(fitted.getExecutionEnvironment());
    }

    /** The models, and the stages that have nothing to fit as they are. */
    List<Stage<?>> of(List<Stage<?>> stages) {
        List<Stage<?>> models = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            models.add(of(stages.get(i), i));
        }
        return models;
    }

    private Stage<?> of(Stage<?> stage, int position) {
        if (stage instanceof StringIndexer) {
            return model(
                    new StringIndexerModel(),
                    stage,
                    tables.fromDataStream(
                            data(
                                    position,
                                    FittedModels::categories,
                                    TypeInformation.of(StringIndexerModelData.class))));
        } else if (stage instanceof OneHotEncoder encoder) {
            int more = encoder.getDropLast() ? 0 : 1;
            return model(
                    new OneHotEncoderModel(),
                    stage,
                    tables.fromDataStream(
                            data(
                                    position,
                                    (each, out) -> largest(each, more, out),
                                    Types.<Tuple2<Integer, Integer>>TUPLE(Types.INT, Types.INT))));
        } else if (stage instanceof NamedImputer) {
            Schema schema =
                    Schema.newBuilder()
                            .column(
                                    "surrogates",
                                    DataTypes.MAP(DataTypes.STRING(), DataTypes.DOUBLE()))
                            .build();
            return model(
                    new NamedImputer.Model(),
                    stage,
                    tables.fromDataStream(
                            data(position, FittedModels::surrogates, ImputerModelData.TYPE_INFO),
                            schema));
        } else if (stage instanceof StandardScaler) {
            return model(
                    new StandardScalerModel(),
                    stage,
                    tables.fromDataStream(
                            data(
                                    position,
                                    FittedModels::moments,
                                    TypeInformation.of(StandardScalerModelData.class))));
        }
        return stage;
    }

    private static Model<?> model(Model<?> model, Stage<?> stage, Table data) {
        model.setModelData(data);
        ParamUtils.updateExistingParams(model, stage.getParamMap());
        return model;
    }

    private <T> DataStream<T> data(
            int position, FlatMapFunction<FittedStage, T> data, TypeInformation<T> type) {
        return fitted.flatMap(
                        (json, out) -> data.flatMap(FeatureFit.fromJson(json).get(position), out),
                        type)
                .name("model data")
                .setParallelism(1);
    }

    private static void categories(FittedStage stage, Collector<StringIndexerModelData> out) {
        out.collect(
                new StringIndexerModelData(
                        ((FittedStage.StringIndexer) stage)
                                .categories().stream()
                                        .map(column -> column.toArray(String[]::new))
                                        .toArray(String[][]::new)));
    }

    private static void largest(
            FittedStage stage, int more, Collector<Tuple2<Integer, Integer>> out) {
        List<Integer> sizes = ((FittedStage.OneHotEncoder) stage).sizes();
        for (int i = 0; i < sizes.size(); i++) {
            out.collect(Tuple2.of(i, sizes.get(i) - more));
        }
    }

    private static void surrogates(FittedStage stage, Collector<ImputerModelData> out) {
        FittedStage.Imputer imputer = (FittedStage.Imputer) stage;
        Map<String, Double> byInput = new HashMap<>();
        for (int i = 0; i < imputer.inputs().size(); i++) {
            byInput.put(imputer.inputs().get(i), imputer.surrogates().get(i));
        }
        out.collect(new ImputerModelData(byInput));
    }

    private static void moments(FittedStage stage, Collector<StandardScalerModelData> out) {
        FittedStage.StandardScaler scaler = (FittedStage.StandardScaler) stage;
        out.collect(new StandardScalerModelData(vector(scaler.mean()), vector(scaler.std())));
    }

    private static DenseVector vector(List<Double> values) {
        return new DenseVector(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
