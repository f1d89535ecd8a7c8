package io.flinklab.serving.compiled;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline as tables of coefficients: the fast way to score a row. Immutable; scoring a row
 * allocates nothing.
 */
public final class CompiledPipeline {
    private final int columns;
    private final Imputation[] imputations;
    private final Variable[] variables;
    private final Selector[] selectors;
    private final int[] shorter;
    private final int[] factors;
    private final LookupTable[] tables;

    CompiledPipeline(
            int columns,
            List<Imputation> imputations,
            List<Variable> variables,
            List<Selector> selectors,
            PipelineCompiler.Products products,
            List<LookupTable> tables) {
        this.columns = columns;
        this.imputations = imputations.toArray(Imputation[]::new);
        this.variables = variables.toArray(Variable[]::new);
        this.selectors = selectors.toArray(Selector[]::new);
        this.shorter = products.shorter();
        this.factors = products.factors();
        this.tables = tables.toArray(LookupTable[]::new);
    }

    /**
     * Compiles a pipeline; empty where the tables would be too large, or a stage stands where the
     * compiler cannot handle it.
     *
     * @param pipeline one that the interpreter accepted
     * @param numbers names of the numeric columns, in the order of a row
     * @param texts names of the text columns, likewise
     */
    public static Optional<CompiledPipeline> of(
            FittedPipeline pipeline, List<String> numbers, List<String> texts) {
        return PipelineCompiler.compile(pipeline, numbers, texts);
    }

    /** Room for one row at a time; each thread needs its own. */
    public static final class Scratch {
        private final double[] imputed;
        private final double[] variables;
        private final double[] products;
        private final int[] states;

        private Scratch(CompiledPipeline program) {
            imputed = new double[program.columns + program.imputations.length];
            variables = new double[program.variables.length];
            products = new double[program.shorter.length];
            states = new int[program.selectors.length];
        }
    }

    /** Room for one thread. */
    public Scratch newScratch() {
        return new Scratch(this);
    }

    /** The linear predictor; a value that is not finite leaves the row to the interpreter. */
    public double margin(double[] numbers, String[] texts, Scratch scratch) {
        double[] known = imputations.length == 0 ? numbers : imputed(numbers, scratch.imputed);
        for (int i = 0; i < selectors.length; i++) {
            int state = state(selectors[i], known, texts);
            if (state == Selector.UNKNOWN) {
                return Double.NaN;
            }
            scratch.states[i] = state;
        }
        multiply(known, scratch);
        double margin = 0;
        for (LookupTable table : tables) {
            margin += table.value(scratch.states, scratch.products);
        }
        return margin;
    }

    /** Comparing classes is cheaper than calling one of many. */
    private static int state(Selector selector, double[] numbers, String[] texts) {
        if (selector instanceof Selector.OfText text) {
            return text.state(numbers, texts);
        } else if (selector instanceof Selector.OfNumber number) {
            return number.state(numbers, texts);
        } else if (selector instanceof Selector.OfThreshold threshold) {
            return threshold.state(numbers, texts);
        }
        return selector.state(numbers, texts);
    }

    /** The numbers, and after them the imputed ones. */
    private double[] imputed(double[] numbers, double[] into) {
        System.arraycopy(numbers, 0, into, 0, columns);
        for (int i = 0; i < imputations.length; i++) {
            into[columns + i] = imputations[i].value(into);
        }
        return into;
    }

    private void multiply(double[] numbers, Scratch scratch) {
        for (int i = 0; i < variables.length; i++) {
            scratch.variables[i] = variables[i].value(numbers);
        }
        double[] products = scratch.products;
        products[0] = 1;
        for (int i = 1; i < products.length; i++) {
            products[i] = products[shorter[i]] * scratch.variables[factors[i]];
        }
    }

    /**
     * A numeric column, or what a scaler makes of it: (x - shift) * scale.
     *
     * <p>Scaled columns are variables of their own because multiplying out powers of (x - mean)
     * would lose digits.
     */
    record Variable(int column, double shift, double scale) {
        double value(double[] numbers) {
            return (numbers[column] - shift) * scale;
        }
    }

    /**
     * An imputed numeric column, which follows those of the table.
     *
     * @param column that it is made of
     * @param imputer the stage that makes it
     * @param position of the column among the stage's inputs
     */
    record Imputation(int column, FittedStage.Imputer imputer, int position) {
        double value(double[] numbers) {
            return imputer.imputed(position, numbers[column]);
        }
    }
}
