package io.flinklab.serving.compiled;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.compiled.PipelineCompiler.TooComplexException;
import io.flinklab.serving.compiled.Polynomial.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the stages that make categories: each category column is the state of a selector. */
abstract class CategorySymbols implements FittedStage.Visitor {
    /** The columns that exist so far, by name. */
    final Map<String, Symbol> columns = new HashMap<>();

    private final List<Selector> selectors = new ArrayList<>();

    List<Selector> selectors() {
        return selectors;
    }

    @Override
    public final void visit(FittedStage.StringIndexer stage) {
        boolean keep = stage.unseen() == UnseenCategory.KEEP;
        for (int i = 0; i < stage.inputs().size(); i++) {
            Symbol input = columns.get(stage.inputs().get(i));
            List<String> categories = stage.categories().get(i);
            Selector selector =
                    input.text() >= 0
                            ? Selector.ofText(input.text(), categories, keep)
                            : new Selector.OfNumber(number(input), numbers(categories), keep);
            columns.put(stage.outputs().get(i), stateOf(selector));
        }
    }

    @Override
    public final void visit(FittedStage.Bucketizer stage) {
        boolean keep = stage.unseen() == UnseenCategory.KEEP;
        for (int i = 0; i < stage.inputs().size(); i++) {
            double[] splits =
                    stage.splits().get(i).stream().mapToDouble(Double::doubleValue).toArray();
            int column = number(columns.get(stage.inputs().get(i)));
            columns.put(
                    stage.outputs().get(i), stateOf(new Selector.OfInterval(column, splits, keep)));
        }
    }

    @Override
    public final void visit(FittedStage.Binarizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int column = number(columns.get(stage.inputs().get(i)));
            columns.put(
                    stage.outputs().get(i),
                    stateOf(new Selector.OfThreshold(column, stage.thresholds().get(i))));
        }
    }

    @Override
    public final void visit(FittedStage.OneHotEncoder stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int size = stage.sizes().get(i);
            int selector = selectorUpTo(size, columns.get(stage.inputs().get(i)));
            List<Polynomial> indicators = new ArrayList<>();
            for (int state = 0; state < size; state++) {
                boolean possible = state < selectors.get(selector).states();
                indicators.add(
                        possible
                                ? Polynomial.of(Term.indicator(selector, state))
                                : new Polynomial());
            }
            columns.put(stage.outputs().get(i), Symbol.ofVector(indicators));
        }
    }

    /** What an imputer makes of a category column, whose indexes are numbers to it. */
    Symbol imputed(FittedStage.Imputer stage, int position, Symbol input) {
        Selector selector = selectors.get(input.selector());
        int[] states = new int[selector.states()];
        boolean isChanged = false;
        for (int state = 0; state < states.length; state++) {
            double imputed = stage.imputed(position, state);
            states[state] = (int) imputed;
            isChanged |= states[state] != state;
            if (states[state] != imputed || imputed < 0 || imputed >= states.length) {
                throw new TooComplexException("an imputed index that is no category's");
            }
        }
        return isChanged ? stateOf(new Selector.Mapped(selector, states)) : input;
    }

    private int selectorUpTo(int last, Symbol input) {
        if (input.selector() < 0) {
            selectors.add(new Selector.OfIndex(number(input), last));
            return selectors.size() - 1;
        }
        Selector selector = selectors.get(input.selector());
        if (selector.states() - 1 > last) {
            selectors.set(input.selector(), new Selector.Limited(selector, last));
        }
        return input.selector();
    }

    private Symbol stateOf(Selector selector) {
        Polynomial state = new Polynomial();
        for (int k = 1; k < selector.states(); k++) {
            state.add(k, Term.indicator(selectors.size(), k));
        }
        selectors.add(selector);
        return Symbol.ofSelector(selectors.size() - 1, state);
    }

    static int number(Symbol input) {
        if (input.number() < 0) {
            throw new TooComplexException("categories of a column that a stage made");
        }
        return input.number();
    }

    private static double[] numbers(List<String> categories) {
        try {
            double[] numbers = categories.stream().mapToDouble(Double::parseDouble).toArray();
            for (int i = 0; i < numbers.length; i++) {
                if (!categories.get(i).equals(String.valueOf(numbers[i]))) {
                    throw new TooComplexException("a number's category that no number has");
                }
            }
            return numbers;
        } catch (NumberFormatException e) {
            throw new TooComplexException("a number's category that is no number");
        }
    }

    /**
     * A column of a pipeline as polynomials, and what else a later stage must know of it.
     *
     * @param elements one polynomial for each element
     * @param number the numeric column, of the table or imputed, that it equals, or -1
     * @param text the text column that it is, or -1
     * @param selector the selector whose state it is, or -1
     */
    record Symbol(List<Polynomial> elements, int number, int text, int selector) {
        static Symbol ofNumber(int column, Polynomial element) {
            return new Symbol(List.of(element), column, -1, -1);
        }

        static Symbol ofText(int column) {
            return new Symbol(List.of(), -1, column, -1);
        }

        static Symbol ofSelector(int selector, Polynomial state) {
            return new Symbol(List.of(state), -1, -1, selector);
        }

        static Symbol ofVector(List<Polynomial> elements) {
            return new Symbol(List.copyOf(elements), -1, -1, -1);
        }
    }
}
