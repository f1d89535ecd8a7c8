package io.flinklab.features;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * A way from a table's columns to the features vector, as unfitted Flink ML stages. A plan is for
 * any schema, or for one that has the columns it names.
 */
public interface FeaturePlan extends Serializable {

    /** The name of the features vector column in which every plan ends. */
    String FEATURES = "features";

    /**
     * The columns that this plan treats as categories.
     *
     * @throws IllegalArgumentException the schema lacks a column that the plan reads
     */
    List<String> categorical(Schema schema);

    /**
     * The stages, in the order in which they apply.
     *
     * @param vocabulary of the training rows; vector sizes follow from it
     * @param unseen what the fitted stages do with any other category
     * @throws IllegalArgumentException the schema lacks a column that the plan reads
     */
    List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen);

    /** The categories of some examples, which must be the training part alone. */
    default Vocabulary vocabulary(Schema schema, Collection<Example> examples) {
        return Vocabulary.of(schema, categorical(schema), examples);
    }
}
