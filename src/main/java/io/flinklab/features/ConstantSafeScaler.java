package io.flinklab.features;

import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;

/**
 * Flink ML's scaler, for features that may be constant. Flink ML subtracts two large equal sums to
 * find a variance of zero; where rounding makes it negative, the deviation is NaN and so is the
 * feature. Here it is 0, and the model, which is Flink ML's own, gives 0 for that feature.
 */
final class ConstantSafeScaler extends StandardScaler {
    /** Values above this overflow when squared; their NaN is kept. */
    private static final double LARGEST_MEAN = 1e140;

    @Override
    public StandardScalerModel fit(Table... inputs) {
        StandardScalerModel model = super.fit(inputs);
        Table fitted = model.getModelData()[0];
        DataStream<StandardScalerModelData> safe =
                StandardScalerModelData.getModelDataStream(fitted)
                        .map(ConstantSafeScaler::withoutNaN)
                        .name("keep constant features")
                        .setParallelism(1);
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) fitted).getTableEnvironment();
        return model.setModelData(tables.fromDataStream(safe));
    }

    private static StandardScalerModelData withoutNaN(StandardScalerModelData fitted) {
        double[] std = fitted.std.values.clone();
        for (int i = 0; i < std.length; i++) {
            std[i] = safe(fitted.mean.values[i], std[i]);
        }
        return new StandardScalerModelData(fitted.mean, Vectors.dense(std));
    }

    /** A feature's deviation, 0 where rounding made the variance negative. */
    static double safe(double mean, double deviation) {
        return Double.isNaN(deviation) && Math.abs(mean) < LARGEST_MEAN ? 0 : deviation;
    }
}
