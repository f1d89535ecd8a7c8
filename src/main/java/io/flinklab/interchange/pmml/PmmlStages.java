package io.flinklab.interchange.pmml;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.features.Predictor;
import io.flinklab.interchange.ModelExport;
import io.flinklab.interchange.pmml.Element.Factor;
import io.flinklab.store.ModelFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmg.pmml.Expression;
import org.dmg.pmml.PMMLFunctions;
import org.dmg.pmml.regression.RegressionTable;

/** Runs a pipeline on the document's fields instead of an example's values. */
final class PmmlStages implements FittedStage.Visitor {
    private final RawFields raw;
    private final DerivedFields derived;
    private final Map<String, List<Element>> vectors = new HashMap<>();
    private final CategoryColumns categories;
    private RegressionTable table;

    private PmmlStages(Schema schema, List<String> imputed, List<String> reserved) {
        raw = new RawFields(schema, imputed);
        derived = new DerivedFields(reserved);
        categories = new CategoryColumns(raw, derived);
    }

    /**
     * The fields and the table after the last stage.
     *
     * @param reserved names that no field of the document may have
     */
    static PmmlStages of(Schema schema, FittedPipeline pipeline, List<String> reserved) {
        List<String> imputed = FittedStage.imputed(schema, pipeline.stages());
        PmmlStages stages = new PmmlStages(schema, imputed, reserved);
        pipeline.stages().forEach(stage -> stage.accept(stages));
        return stages;
    }

    RawFields raw() {
        return raw;
    }

    DerivedFields derived() {
        return derived;
    }

    /** The margin of a positive label. */
    RegressionTable table() {
        return table;
    }

    /** Where a column of indexes has no value, the pipeline refuses or skips the row. */
    @Override
    public void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            String output = stage.outputs().get(i);
            vectors.put(
                    output,
                    stage.imputesNaN() && categories.has(input)
                            ? elements(input)
                            : List.of(Element.of(Factor.number(imputed(stage, i)))));
        }
    }

    /** Refuses a stage for which a missing number is a category of its own. */
    private void requireKnown(List<String> columns) {
        columns.stream()
                .filter(raw::isImputed)
                .findFirst()
                .ifPresent(
                        column -> {
                            throw new IllegalArgumentException(
                                    ("%s: expected a column of which the missing numbers are"
                                                    + " imputed to be read by the imputer alone,"
                                                    + " which PMML needs; found a stage that makes"
                                                    + " categories of it. Let that stage read the"
                                                    + " imputed column.")
                                            .formatted(column));
                        });
    }

    private String imputed(FittedStage.Imputer stage, int column) {
        Expression value = Expressions.field(field(stage.inputs().get(column)));
        Expression isMissing =
                stage.imputesNaN()
                        ? Expressions.apply(PMMLFunctions.ISMISSING, value)
                        : Expressions.apply(
                                PMMLFunctions.EQUAL, value, Expressions.number(stage.missing()));
        Expression surrogate = Expressions.number(stage.surrogates().get(column));
        return derived.continuous(
                stage.outputs().get(column),
                stage,
                Expressions.apply(PMMLFunctions.IF, isMissing, surrogate, value));
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        List<Element> joined = new ArrayList<>();
        stage.inputs().forEach(input -> joined.addAll(elements(input)));
        vectors.put(stage.output(), joined);
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        table = RegressionTerms.of(stage, elements(stage.input())).table(derived);
    }

    @Override
    public void visit(Predictor.LinearSVC stage) {
        visit(stage.asLogistic());
    }

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        throw ModelExport.unwritable(stage, ModelFormat.PMML);
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer stage) {
        throw ModelExport.unwritable(stage, ModelFormat.PMML);
    }

    @Override
    public void visit(Predictor.NaiveBayes stage) {
        throw ModelExport.unwritable(stage, ModelFormat.PMML);
    }

    @Override
    public void visit(Predictor.KMeans stage) {
        throw ModelExport.unwritable(stage, ModelFormat.PMML);
    }

    @Override
    public void visit(FittedStage.StringIndexer stage) {
        requireKnown(stage.inputs());
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            String output = stage.outputs().get(i);
            List<String> known = stage.categories().get(i);
            if (raw.isRaw(input)) {
                categories.index(input, output, known, stage.unseen());
            } else {
                categories.indexDerived(field(input), output, known, stage.unseen());
            }
        }
    }

    @Override
    public void visit(FittedStage.OneHotEncoder stage) {
        requireKnown(stage.inputs());
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            int size = stage.sizes().get(i);
            vectors.put(
                    stage.outputs().get(i),
                    categories.has(input) || raw.isRaw(input)
                            ? categories.encode(input, size)
                            : categories.encodeDerived(field(input), size));
        }
    }

    @Override
    public void visit(FittedStage.Bucketizer stage) {
        requireKnown(stage.inputs());
        for (int i = 0; i < stage.inputs().size(); i++) {
            categories.bucketize(
                    field(stage.inputs().get(i)),
                    stage.outputs().get(i),
                    stage.splits().get(i),
                    stage.unseen());
        }
    }

    @Override
    public void visit(FittedStage.Binarizer stage) {
        requireKnown(stage.inputs());
        for (int i = 0; i < stage.inputs().size(); i++) {
            String field = field(stage.inputs().get(i));
            double threshold = stage.thresholds().get(i);
            String binary =
                    derived.continuous(
                            stage.outputs().get(i),
                            stage,
                            Expressions.apply(
                                    PMMLFunctions.IF,
                                    Expressions.apply(
                                            PMMLFunctions.GREATERTHAN,
                                            Expressions.field(field),
                                            Expressions.number(threshold)),
                                    Expressions.number(1),
                                    Expressions.number(0)));
            vectors.put(stage.outputs().get(i), List.of(Element.of(Factor.number(binary))));
        }
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        List<Element> scaled = new ArrayList<>();
        for (Element element : elements(stage.input())) {
            int i = scaled.size();
            scaled.add(element.scaled(stage.shift(i), stage.factor(i)));
        }
        vectors.put(stage.output(), scaled);
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        List<Element> elements = products(stage.input());
        List<Element> expanded = new ArrayList<>();
        for (int[] monomial : Monomials.of(elements.size(), stage.degree())) {
            Element product = Element.constant(1);
            for (int element : monomial) {
                product = product.times(elements.get(element));
            }
            expanded.add(product);
        }
        vectors.put(stage.output(), expanded);
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Element> products = List.of(Element.constant(1));
        for (String input : stage.inputs()) {
            List<Element> longer = new ArrayList<>();
            for (Element product : products) {
                products(input).forEach(element -> longer.add(product.times(element)));
            }
            products = longer;
        }
        vectors.put(stage.output(), products);
    }

    private List<Element> products(String column) {
        return elements(column).stream().map(element -> derived.product(column, element)).toList();
    }

    /** The field of a column of numbers. */
    private String field(String column) {
        List<Element> elements = elements(column);
        if (elements.size() != 1) {
            throw new IllegalArgumentException(
                    "%s: expected a column of numbers; found vectors.".formatted(column));
        }
        return derived.number(column, elements.get(0));
    }

    private List<Element> elements(String column) {
        if (vectors.containsKey(column)) {
            return vectors.get(column);
        }
        if (categories.has(column)) {
            return List.of(Element.of(Factor.number(categories.number(column))));
        }
        if (!raw.isRaw(column) || raw.isText(column)) {
            throw new IllegalArgumentException(
                    "%s: expected a column of numbers or vectors; found none.".formatted(column));
        }
        raw.number(column);
        return List.of(Element.of(Factor.number(column)));
    }
}
