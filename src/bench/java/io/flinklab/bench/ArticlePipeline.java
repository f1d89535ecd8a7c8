package io.flinklab.bench;

import java.util.List;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;

/** The article's six stages with its options. */
final class ArticlePipeline {
    static final String LABEL = "Exited";

    private ArticlePipeline() {}

    static Pipeline of() {
        List<Stage<?>> stages =
                List.of(
                        indexer(),
                        encoder(),
                        assembler(
                                "continues_features",
                                List.of(
                                        "CreditScore",
                                        "Age",
                                        "Tenure",
                                        "Balance",
                                        "NumOfProducts",
                                        "EstimatedSalary"),
                                List.of(1, 1, 1, 1, 1, 1)),
                        new StandardScaler()
                                .setWithMean(true)
                                .setInputCol("continues_features")
                                .setOutputCol("continues_features_s"),
                        assembler(
                                "features",
                                List.of(
                                        "Geography",
                                        "Gender",
                                        "HasCrCard",
                                        "IsActiveMember",
                                        "continues_features_s"),
                                List.of(3, 2, 1, 1, 6)),
                        classifier());
        return new Pipeline(stages);
    }

    private static StringIndexer indexer() {
        return new StringIndexer()
                .setStringOrderType(StringIndexerParams.ALPHABET_ASC_ORDER)
                .setInputCols("GeographyStr", "GenderStr")
                .setOutputCols("GeographyInd", "GenderInd");
    }

    private static OneHotEncoder encoder() {
        return new OneHotEncoder()
                .setInputCols("GeographyInd", "GenderInd")
                .setOutputCols("Geography", "Gender")
                .setDropLast(false);
    }

    private static VectorAssembler assembler(
            String output, List<String> inputs, List<Integer> sizes) {
        return new VectorAssembler()
                .setInputCols(inputs.toArray(String[]::new))
                .setInputSizes(sizes.toArray(Integer[]::new))
                .setOutputCol(output);
    }

    private static LogisticRegression classifier() {
        return new LogisticRegression()
                .setLearningRate(0.002)
                .setLabelCol(LABEL)
                .setReg(0.1)
                .setElasticNet(0.5)
                .setMaxIter(100)
                .setTol(0.01)
                .setGlobalBatchSize(64);
    }
}
