package io.flinklab.serving;

import io.flinklab.features.FittedStage;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelData;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Flink ML's own stages, given the values of fitted ones. */
final class FlinkStages {
    private final StreamTableEnvironment tables;
    private final Source source;

    /** Makes a stream of one or more elements. */
    @FunctionalInterface
    interface Source {
        DataStream<?> of(List<?> elements);
    }

    FlinkStages(StreamTableEnvironment tables, Source source) {
        this.tables = tables;
        this.source = source;
    }

    AlgoOperator<?> of(FittedStage stage) {
        if (stage instanceof FittedStage.StringIndexer s) {
            String[][] categories =
                    s.categories().stream().map(FlinkStages::array).toArray(String[][]::new);
            return new StringIndexerModel()
                    .setInputCols(array(s.inputs()))
                    .setOutputCols(array(s.outputs()))
                    .setHandleInvalid(s.unseen().handleInvalid())
                    .setModelData(table(List.of(new StringIndexerModelData(categories))));
        } else if (stage instanceof FittedStage.OneHotEncoder s) {
            List<Tuple2<Integer, Integer>> largest =
                    IntStream.range(0, s.sizes().size())
                            .mapToObj(i -> Tuple2.of(i, s.sizes().get(i) - 1))
                            .toList();
            return new OneHotEncoderModel()
                    .setInputCols(array(s.inputs()))
                    .setOutputCols(array(s.outputs()))
                    .setDropLast(false)
                    .setModelData(table(largest));
        } else if (stage instanceof FittedStage.StandardScaler s) {
            return new StandardScalerModel()
                    .setInputCol(s.input())
                    .setOutputCol(s.output())
                    .setWithMean(s.withMean())
                    .setWithStd(s.withStd())
                    .setModelData(
                            table(
                                    List.of(
                                            new StandardScalerModelData(
                                                    vector(s.mean()), vector(s.std()), 0, 0))));
        } else if (stage instanceof FittedStage.LogisticRegression s) {
            return new LogisticRegressionModel()
                    .setFeaturesCol(s.input())
                    .setModelData(
                            table(
                                    List.of(
                                            new LogisticRegressionModelData(
                                                    vector(s.coefficients()), 0))));
        }
        return transformer(stage);
    }

    private static AlgoOperator<?> transformer(FittedStage stage) {
        if (stage instanceof FittedStage.Bucketizer s) {
            Double[][] splits =
                    s.splits().stream()
                            .map(list -> list.toArray(Double[]::new))
                            .toArray(Double[][]::new);
            return new Bucketizer()
                    .setInputCols(array(s.inputs()))
                    .setOutputCols(array(s.outputs()))
                    .setSplitsArray(splits)
                    .setHandleInvalid(s.unseen().handleInvalid());
        } else if (stage instanceof FittedStage.Binarizer s) {
            return new Binarizer()
                    .setInputCols(array(s.inputs()))
                    .setOutputCols(array(s.outputs()))
                    .setThresholds(s.thresholds().toArray(Double[]::new));
        } else if (stage instanceof FittedStage.VectorAssembler s) {
            return new VectorAssembler()
                    .setInputCols(array(s.inputs()))
                    .setInputSizes(s.sizes().toArray(Integer[]::new))
                    .setOutputCol(s.output());
        } else if (stage instanceof FittedStage.PolynomialExpansion s) {
            return new PolynomialExpansion()
                    .setInputCol(s.input())
                    .setOutputCol(s.output())
                    .setDegree(s.degree());
        }
        FittedStage.Interaction interaction = (FittedStage.Interaction) stage;
        return new Interaction()
                .setInputCols(array(interaction.inputs()))
                .setOutputCol(interaction.output());
    }

    private org.apache.flink.table.api.Table table(List<?> elements) {
        return tables.fromDataStream(source.of(elements));
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static DenseVector vector(List<Double> values) {
        return Vectors.dense(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
