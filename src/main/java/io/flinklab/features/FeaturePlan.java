package io.flinklab.features;

import io.flinklab.data.CustomerSchema;
import java.util.List;
import org.apache.flink.ml.api.Stage;

/** A way from the customer's columns to the features vector, as unfitted Flink ML stages. */
public enum FeaturePlan {
    /** The article's: one-hot categories, standardised numbers; 13 features. */
    ARTICLE(CustomerSchema.CATEGORICAL) {
        @Override
        public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
            return new ArticleFeatures(vocabulary, unseen).stages();
        }
    },
    /**
     * What the article's leave out: a curve over age, the number of products as a category, whether
     * there is a balance at all, and the product of every two of these with activity, country and
     * gender; 109 features.
     */
    PAIRWISE(List.of("Geography", "Gender", "NumOfProducts")) {
        @Override
        public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
            return new PairwiseFeatures(vocabulary, unseen).stages();
        }
    },
    /** The same factors, each by itself, for a model that finds their products; 18 features. */
    SINGLE(List.of("Geography", "Gender", "NumOfProducts")) {
        @Override
        public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
            return new SingleFeatures(vocabulary, unseen).stages();
        }
    };

    /** The name of the features vector column in which every plan ends. */
    public static final String FEATURES = "features";

    private final List<String> categorical;

    FeaturePlan(List<String> categorical) {
        this.categorical = categorical;
    }

    /** The columns that this plan treats as categories. */
    List<String> categorical() {
        return categorical;
    }

    /**
     * What a model of this plan knows of its categories.
     *
     * @param vocabulary the categories of the training rows
     * @param unseen what the model does with any other
     */
    public List<KnownCategories> known(Vocabulary vocabulary, UnseenCategory unseen) {
        return categorical.stream()
                .map(
                        column ->
                                new KnownCategories(
                                        column,
                                        List.copyOf(vocabulary.values().get(column)),
                                        unseen))
                .toList();
    }

    /**
     * The stages, in the order in which they apply.
     *
     * @param vocabulary the categories of the training rows; vector sizes follow from it
     * @param unseen what the fitted stages do with any other category
     */
    public abstract List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen);
}
