package io.flinklab.features;

import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * Features for any schema; for the course's table they are those of the article: an indicator for
 * each category, then the flags, then the quantities with mean 0 and standard deviation 1. What is
 * missing is imputed before, as the schema says.
 */
public final class OneHotFeatures implements FeaturePlan {
    private static final String CONTINUOUS = "Continuous";
    private static final String SCALED = "ContinuousScaled";

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
            stages.add(Stages.oneHotEncoder(categories, imputed.columns()));
            features.vectors(Stages.oneHot(categories), imputed.sizes());
        }
        Imputation numbers = Imputation.ofNumbers(schema);
        stages.addAll(numbers.stages());
        features.numbers(numbers.columns(schema.flagNames()));
        List<String> quantities = numbers.columns(schema.quantityNames());
        if (!quantities.isEmpty()) {
            stages.add(new Assembly().numbers(quantities).into(CONTINUOUS));
            stages.add(Stages.standardScaler(CONTINUOUS, SCALED));
            features.vector(SCALED, quantities.size());
        }
        stages.add(features.into(FEATURES));
        return stages;
    }
}
