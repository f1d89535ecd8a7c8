package io.flinklab.training;

import java.io.IOException;
import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModel;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Flink ML's naive Bayes, whose saved model can be loaded: that of Flink ML 2.3.0 cannot, unless
 * there are as many features as labels.
 */
final class LoadableNaiveBayes extends NaiveBayes {

    /** Fits Flink ML's estimator, and gives its values to a model that loads. */
    @Override
    public NaiveBayesModel fit(Table... inputs) {
        NaiveBayesModel fitted = super.fit(inputs);
        NaiveBayesModel model = new Model().setModelData(fitted.getModelData());
        ParamUtils.updateExistingParams(model, fitted.getParamMap());
        return model;
    }

    /** Flink ML's model, with another decoder. */
    public static final class Model extends NaiveBayesModel {

        /** What Flink ML calls to load a saved pipeline. */
        public static NaiveBayesModel load(StreamTableEnvironment tables, String path)
                throws IOException {
            NaiveBayesModel model = ReadWriteUtils.loadStageParam(path);
            return model.setModelData(
                    ReadWriteUtils.loadModelData(tables, path, new BayesModelDataFormat()));
        }
    }
}
