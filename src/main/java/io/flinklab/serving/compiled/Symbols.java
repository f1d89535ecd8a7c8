package io.flinklab.serving.compiled;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.features.Predictor;
import io.flinklab.serving.compiled.PipelineCompiler.TooComplexException;
import io.flinklab.serving.compiled.Polynomial.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a pipeline, which the interpreter accepted, on symbols instead of a row's values. The result
 * is the margin as a polynomial.
 */
final class Symbols extends CategorySymbols {
    private static final int MOST_TERMS = 200_000;

    private final List<CompiledPipeline.Variable> variables = new ArrayList<>();
    private final List<CompiledPipeline.Imputation> imputations = new ArrayList<>();
    private Polynomial margin;
    private int numbers;
    private int terms;

    private Symbols(List<String> numbers, List<String> texts) {
        numbers.forEach(this::addNumber);
        for (int i = 0; i < texts.size(); i++) {
            columns.put(texts.get(i), Symbol.ofText(i));
        }
    }

    /** The symbols after the last stage. */
    static Symbols of(FittedPipeline pipeline, List<String> numbers, List<String> texts) {
        Symbols symbols = new Symbols(numbers, texts);
        pipeline.stages().forEach(stage -> stage.accept(symbols));
        return symbols;
    }

    Polynomial margin() {
        return margin;
    }

    /** How many numeric columns the table has. */
    int columns() {
        return numbers - imputations.size();
    }

    List<CompiledPipeline.Imputation> imputations() {
        return imputations;
    }

    List<CompiledPipeline.Variable> variables() {
        return variables;
    }

    @Override
    public void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Symbol input = columns.get(stage.inputs().get(i));
            String output = stage.outputs().get(i);
            if (input.selector() >= 0) {
                columns.put(output, imputed(stage, i, input));
            } else {
                imputations.add(new CompiledPipeline.Imputation(number(input), stage, i));
                addNumber(output);
            }
        }
    }

    private void addNumber(String name) {
        Polynomial element = variable(new CompiledPipeline.Variable(numbers, 0, 1));
        columns.put(name, Symbol.ofNumber(numbers, element));
        numbers++;
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
            double shift = stage.shift(scaled.size());
            double scale = stage.factor(scaled.size());
            int column = columnOf(element);
            scaled.add(
                    column < 0
                            ? new Polynomial().add(scale, element).add(-shift * scale, Term.ONE)
                            : variable(new CompiledPipeline.Variable(column, shift, scale)));
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

    @Override
    public void visit(Predictor.LinearSVC stage) {
        visit(stage.asLogistic());
    }

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        throw interpreted(stage);
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer stage) {
        throw interpreted(stage);
    }

    @Override
    public void visit(Predictor.NaiveBayes stage) {
        throw interpreted(stage);
    }

    @Override
    public void visit(Predictor.KMeans stage) {
        throw interpreted(stage);
    }

    private static TooComplexException interpreted(FittedStage stage) {
        return new TooComplexException(
                stage.getClass().getSimpleName() + ", which is no polynomial");
    }

    private Polynomial variable(CompiledPipeline.Variable variable) {
        if (!variables.contains(variable)) {
            variables.add(variable);
        }
        return Polynomial.of(Term.variable(variables.indexOf(variable)));
    }

    /** The numeric column that an element equals, or -1. */
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
