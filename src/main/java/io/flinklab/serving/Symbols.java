package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a pipeline on symbols instead of a customer's values, which gives the margin as a
 * polynomial. The pipeline is one that {@link Interpreter} accepted.
 */
final class Symbols implements FittedStage.Visitor {
    private static final int MOST_TERMS = 200_000;

    private final Schema schema;
    private final Map<String, Symbol> columns = new HashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Imputation> imputations = new ArrayList<>();
    private final SelectorSymbols selectors = new SelectorSymbols(columns);
    private Polynomial margin;
    private int terms;

    private Symbols(Schema schema) {
        this.schema = schema;
        for (int i = 0; i < schema.numberNames().size(); i++) {
            Polynomial element = variable(new Variable(i, 0, 1));
            columns.put(schema.numberNames().get(i), Symbol.ofNumber(i, element));
        }
        for (int i = 0; i < schema.categoryNames().size(); i++) {
            columns.put(schema.categoryNames().get(i), Symbol.ofText(i));
        }
    }

    /** The symbols after the last stage. */
    static Symbols of(Schema schema, FittedPipeline pipeline) {
        Symbols symbols = new Symbols(schema);
        pipeline.stages().forEach(stage -> stage.accept(symbols));
        return symbols;
    }

    int numbers() {
        return schema.numbers().size();
    }

    Polynomial margin() {
        return margin;
    }

    List<Imputation> imputations() {
        return imputations;
    }

    List<Variable> variables() {
        return variables;
    }

    List<Selector> selectors() {
        return selectors.all();
    }

    @Override
    public void visit(FittedStage.StringIndexer stage) {
        selectors.apply(stage);
    }

    @Override
    public void visit(FittedStage.OneHotEncoder stage) {
        selectors.apply(stage);
    }

    @Override
    public void visit(FittedStage.Bucketizer stage) {
        selectors.apply(stage);
    }

    @Override
    public void visit(FittedStage.Binarizer stage) {
        selectors.apply(stage);
    }

    @Override
    public void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Symbol input = columns.get(stage.inputs().get(i));
            columns.put(
                    stage.outputs().get(i),
                    input.selector() < 0
                            ? imputed(stage, i, input)
                            : selectors.imputed(stage, i, input));
        }
    }

    private Symbol imputed(FittedStage.Imputer stage, int position, Symbol input) {
        int column = schema.numbers().size() + imputations.size();
        imputations.add(new Imputation(SelectorSymbols.number(input), stage, position));
        return Symbol.ofNumber(column, variable(new Variable(column, 0, 1)));
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        List<Polynomial> joined = new ArrayList<>();
        stage.inputs().forEach(input -> joined.addAll(elements(input)));
        columns.put(stage.output(), Symbol.ofVector(joined));
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        List<Polynomial> scaled = new ArrayList<>();
        for (Polynomial element : elements(stage.input())) {
            double shift = VectorSteps.shift(stage, scaled.size());
            double scale = VectorSteps.scale(stage, scaled.size());
            int column = columnOf(element);
            scaled.add(
                    column < 0
                            ? new Polynomial().add(scale, element).add(-shift * scale, Term.ONE)
                            : variable(new Variable(column, shift, scale)));
        }
        columns.put(stage.output(), Symbol.ofVector(scaled));
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        List<Polynomial> elements = elements(stage.input());
        List<Polynomial> expanded = new ArrayList<>();
        for (int[] monomial : Monomials.of(elements.size(), stage.degree())) {
            Polynomial product = Polynomial.of(Term.ONE);
            for (int element : monomial) {
                product = product.times(elements.get(element));
            }
            expanded.add(counted(product));
        }
        columns.put(stage.output(), Symbol.ofVector(expanded));
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Polynomial> products = List.of(Polynomial.of(Term.ONE));
        for (String input : stage.inputs()) {
            List<Polynomial> longer = new ArrayList<>();
            for (Polynomial product : products) {
                for (Polynomial element : elements(input)) {
                    longer.add(counted(product.times(element)));
                }
            }
            products = longer;
        }
        columns.put(stage.output(), Symbol.ofVector(products));
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        margin = new Polynomial().add(stage.intercept(), Term.ONE);
        List<Polynomial> features = elements(stage.input());
        for (int i = 0; i < features.size(); i++) {
            margin.add(stage.coefficients().get(i), features.get(i));
        }
    }

    private Polynomial variable(Variable variable) {
        if (!variables.contains(variable)) {
            variables.add(variable);
        }
        return Polynomial.of(Term.variable(variables.indexOf(variable)));
    }

    /** The numeric column that an element is unchanged, or -1. */
    private int columnOf(Polynomial element) {
        return columns.values().stream()
                .filter(column -> column.number() >= 0 && column.elements().get(0) == element)
                .mapToInt(Symbol::number)
                .findFirst()
                .orElse(-1);
    }

    private List<Polynomial> elements(String column) {
        return columns.get(column).elements();
    }

    private Polynomial counted(Polynomial product) {
        terms += product.size();
        if (terms > MOST_TERMS) {
            throw new TooComplexException("more than " + MOST_TERMS + " terms");
        }
        return product;
    }
}
