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
                                    (each, out) ->
                                            out.collect(
                                                    categories((FittedStage.StringIndexer) each)),
                                    TypeInformation.of(StringIndexerModelData.class))));
        } else if (stage instanceof OneHotEncoder encoder) {
            boolean dropsLast = encoder.getDropLast();
            return model(
                    new OneHotEncoderModel(),
                    stage,
                    tables.fromDataStream(
                            data(
                                    position,
                                    (each, out) ->
                                            largest((FittedStage.OneHotEncoder) each, dropsLast)
                                                    .forEach(out::collect),
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
                                    (each, out) ->
                                            out.collect(moments((FittedStage.StandardScaler) each)),
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

    /** Flink ML's model data of the stage. */
    static StringIndexerModelData categories(FittedStage.StringIndexer stage) {
        return new StringIndexerModelData(
                stage.categories().stream()
                        .map(column -> column.toArray(String[]::new))
                        .toArray(String[][]::new));
    }

    /** Flink ML's model data of the stage: each column and its largest index. */
    static List<Tuple2<Integer, Integer>> largest(
            FittedStage.OneHotEncoder stage, boolean dropsLast) {
        int more = dropsLast ? 0 : 1;
        List<Tuple2<Integer, Integer>> largest = new ArrayList<>();
        for (int i = 0; i < stage.sizes().size(); i++) {
            largest.add(Tuple2.of(i, stage.sizes().get(i) - more));
        }
        return largest;
    }

    private static void surrogates(FittedStage stage, Collector<ImputerModelData> out) {
        FittedStage.Imputer imputer = (FittedStage.Imputer) stage;
        Map<String, Double> byInput = new HashMap<>();
        for (int i = 0; i < imputer.inputs().size(); i++) {
            byInput.put(imputer.inputs().get(i), imputer.surrogates().get(i));
        }
        out.collect(new ImputerModelData(byInput));
    }

    /** Flink ML's model data of the stage. */
    static StandardScalerModelData moments(FittedStage.StandardScaler stage) {
        return new StandardScalerModelData(vector(stage.mean()), vector(stage.std()));
    }

    private static DenseVector vector(List<Double> values) {
        return new DenseVector(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
