package io.flinklab.serving;

import io.flinklab.data.Example;
import java.util.List;

/** A pipeline as tables of coefficients. Immutable; allocates nothing for a row. */
final class FoldedProgram {
    private final int numbers;
    private final Imputation[] imputations;
    private final Variable[] variables;
    private final Selector[] selectors;
    private final int[] shorter;
    private final int[] factors;
    private final Table[] tables;

    FoldedProgram(
            int numbers,
            List<Imputation> imputations,
            List<Variable> variables,
            List<Selector> selectors,
            Products products,
            List<Table> tables) {
        this.numbers = numbers;
        this.imputations = imputations.toArray(Imputation[]::new);
        this.variables = variables.toArray(Variable[]::new);
        this.selectors = selectors.toArray(Selector[]::new);
        this.shorter = products.shorter();
        this.factors = products.factors();
        this.tables = tables.toArray(Table[]::new);
    }

    /** Room for one row at a time; each thread needs its own. */
    static final class Scratch {
        private final double[] numbers;
        private final double[] variables;
        private final double[] products;
        private final int[] states;

        private Scratch(FoldedProgram program) {
            numbers = new double[program.numbers + program.imputations.length];
            variables = new double[program.variables.length];
            products = new double[program.shorter.length];
            states = new int[program.selectors.length];
        }
    }

    Scratch newScratch() {
        return new Scratch(this);
    }

    /** The linear predictor, or a value that is not finite where the interpreter must judge. */
    double margin(Example customer, Scratch scratch) {
        customer.copyNumbers(scratch.numbers);
        impute(scratch.numbers);
        for (int i = 0; i < selectors.length; i++) {
            int state = selectors[i].state(customer, scratch.numbers);
            if (state == Selector.UNKNOWN) {
                return Double.NaN;
            }
            scratch.states[i] = state;
        }
        multiply(scratch);
        double margin = 0;
        for (Table table : tables) {
            margin += table.value(scratch.states, scratch.products);
        }
        return margin;
    }

    private void impute(double[] numbers) {
        int next = this.numbers;
        for (Imputation imputation : imputations) {
            numbers[next++] = imputation.value(numbers);
        }
    }

    private void multiply(Scratch scratch) {
        for (int i = 0; i < variables.length; i++) {
            scratch.variables[i] = variables[i].value(scratch.numbers);
        }
        double[] products = scratch.products;
        products[0] = 1;
        for (int i = 1; i < products.length; i++) {
            products[i] = products[shorter[i]] * scratch.variables[factors[i]];
        }
    }
}
