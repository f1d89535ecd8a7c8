package io.flinklab.features;

import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerParams;

/**
 * Features that are all categories, for any schema: the index of each category, the flags, then the
 * quantities in bins that hold about as many training rows each. Naive Bayes takes such features.
 * What is missing is imputed before, as the schema says.
 */
public final class BucketedFeatures implements FeaturePlan {
    private static final String QUANTITIES = "Quantities";
    private static final String BINS = "QuantityBins";
    private static final int MOST_BINS = 10;

    @Override
    public List<String> categorical(Schema schema) {
        return schema.categoryNames();
    }

    @Override
    public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
        Schema schema = vocabulary.schema();
        List<Stage<?>> stages = new ArrayList<>();
        List<String> categories = schema.categoryNames();
        Assembly features = new Assembly();
        if (!categories.isEmpty()) {
            Imputation imputed = Imputation.ofCategories(vocabulary);
            stages.add(Stages.stringIndexer(categories, unseen));
            stages.addAll(imputed.stages());
            features.numbers(imputed.columns());
        }
        Imputation numbers = Imputation.ofNumbers(schema);
        stages.addAll(numbers.stages());
        features.numbers(numbers.columns(schema.flagNames()));
        List<String> quantities = numbers.columns(schema.quantityNames());
        if (!quantities.isEmpty()) {
            stages.add(new Assembly().numbers(quantities).into(QUANTITIES));
            stages.add(
                    new KBinsDiscretizer()
                            .setStrategy(KBinsDiscretizerParams.QUANTILE)
                            .setNumBins(MOST_BINS)
                            .setInputCol(QUANTITIES)
                            .setOutputCol(BINS));
            features.vector(BINS, quantities.size());
        }
        stages.add(features.into(FEATURES));
        return stages;
    }
}
