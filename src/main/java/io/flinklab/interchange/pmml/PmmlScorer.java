package io.flinklab.interchange.pmml;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.interchange.BatchScorer;
import io.flinklab.interchange.ExportMetadata;
import java.util.Arrays;
import java.util.List;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.GenericSeries;
import org.pmml4s.data.NumericVal;
import org.pmml4s.metadata.OutputField;
import org.pmml4s.model.MiningModel;
import org.pmml4s.model.Model;

/**
 * Scores with a PMML document by pmml4s: one that {@link PmmlExport} wrote, or any other whose
 * inputs are the schema's columns under their names and which gives the class 1, a positive label,
 * a probability.
 */
public final class PmmlScorer extends BatchScorer {
    private final Model model;
    private final PmmlInputs inputs;

    /** Segments have positions of their own, which a first score need not have touched. */
    private final boolean isShared;

    private volatile boolean isWarm;

    private PmmlScorer(Schema schema, ExportMetadata metadata, Model model) {
        super(schema, metadata);
        this.model = model;
        this.inputs = new PmmlInputs(schema, model.inputFields());
        this.isShared = !(model instanceof MiningModel);
    }

    /**
     * A scorer for a document.
     *
     * @throws IllegalArgumentException it is not whole, or not a model of examples
     */
    public static PmmlScorer open(Schema schema, byte[] content) {
        PmmlText text = PmmlText.read(content);
        Model model = model(text.xml());
        if (!model.isClassification()) {
            throw new IllegalArgumentException(
                    "Expected a PMML classification, which gives probabilities; found a %s for %s."
                            .formatted(model.modelElement(), model.functionName()));
        }
        model.setOutputFields(new OutputField[] {OutputField.probability(positive(model))});
        return new PmmlScorer(schema, text.metadata(), model);
    }

    @Override
    protected double[] probabilities(List<Example> examples) {
        double[] probabilities = new double[examples.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probability(examples.get(i));
        }
        return probabilities;
    }

    @Override
    protected void release() {
        // A model of pmml4s has no native memory.
    }

    /** NaN where the model has no valid result. */
    private double probability(Example example) {
        GenericSeries row = new GenericSeries(inputs.values(example));
        try {
            return isWarm ? model.predict(row).getDouble(0) : firstProbability(row);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Expected a row that the model scores; found %s for %s.".formatted(e, example),
                    e);
        }
    }

    /**
     * A model notes its fields' positions while it scores for the first time (pmml4s 1.5.6 in
     * {@code TransformationDictionary.transform}), which no other thread may see half done.
     */
    private synchronized double firstProbability(GenericSeries row) {
        double probability = model.predict(row).getDouble(0);
        isWarm = isShared && Double.isFinite(probability);
        return probability;
    }

    private static Model model(String xml) {
        try {
            return Model.fromString(xml);
        } catch (Exception | scala.NotImplementedError e) {
            // pmml4s throws checked exceptions too, which it does not declare.
            throw PmmlText.damaged(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static DataVal positive(Model model) {
        return Arrays.stream(model.classes())
                .filter(PmmlScorer::isOne)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Expected a PMML classification with a class 1, a positive"
                                                + " label; found the classes "
                                                + Arrays.toString(model.classes())));
    }

    private static boolean isOne(DataVal value) {
        return value instanceof NumericVal ? value.toDouble() == 1 : "1".equals(value.toVal());
    }
}
