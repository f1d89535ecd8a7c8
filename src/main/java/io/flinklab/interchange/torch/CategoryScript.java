package io.flinklab.interchange.torch;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.torch.ScriptColumns.Column;
import java.util.ArrayList;
import java.util.List;

/** Writes the stages that make categories of values, and vectors of categories, as lines. */
abstract class CategoryScript implements FittedStage.Visitor {
    private static final String NAN = Double.toString(Double.NaN);

    final ScriptModule module;
    final ScriptColumns columns;
    private final ExampleTensor table;

    CategoryScript(ScriptModule module, ExampleTensor table) {
        this.module = module;
        this.table = table;
        columns = new ScriptColumns(module, table);
    }

    @Override
    public final void visit(FittedStage.StringIndexer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            List<String> known = stage.categories().get(i);
            if (!table.columns().contains(input)) {
                requireNoneLeftOut(input, stage.unseen());
            }
            String position =
                    table.isText(input)
                            ? positionGiven(input, known)
                            : positionOfNumber(input, known);
            String output = columns.add(stage.outputs().get(i), 1, known.size());
            module.line("%s = %s", output, position);
            requireKnown(input, output, known.size(), stage.unseen());
        }
    }

    /** The last interval is closed, and what lies outside all of them comes after it. */
    @Override
    public final void visit(FittedStage.Bucketizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            List<Double> splits = stage.splits().get(i);
            requireNoneLeftOut(input, stage.unseen());
            int intervals = splits.size() - 1;
            String value = columns.number(input).variable();
            String output = columns.add(stage.outputs().get(i), 1, intervals);
            module.line(
                    "%s = torch.sum(torch.ge(%s, %s), 1, True).type_as(%s)",
                    output,
                    value,
                    module.buffer(output + "_borders", splits.subList(1, intervals)),
                    ScriptModule.INPUT);
            String ends =
                    module.buffer(output + "_ends", List.of(splits.get(0), splits.get(intervals)));
            module.line(
                    "%1$s = torch.where((%2$s >= %3$s[0]) & (%2$s <= %3$s[1]), %1$s,"
                            + " torch.full_like(%1$s, %4$d))",
                    output, value, ends, intervals);
            requireKnown(input, output, intervals, stage.unseen());
        }
    }

    @Override
    public final void visit(FittedStage.Binarizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String value = columns.number(stage.inputs().get(i)).variable();
            String output = columns.add(stage.outputs().get(i), 1, 1);
            String threshold =
                    module.buffer(output + "_threshold", List.of(stage.thresholds().get(i)));
            module.line(
                    "%s = torch.gt(%s, %s).type_as(%s)",
                    output, value, threshold, ScriptModule.INPUT);
        }
    }

    @Override
    public final void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String value = columns.number(stage.inputs().get(i)).variable();
            String output = columns.add(stage.outputs().get(i), 1, ScriptColumns.ANY_NUMBER);
            String isMissing =
                    stage.imputesNaN()
                            ? "torch.ne(%1$s, %1$s)".formatted(value)
                            : "torch.eq(%s, %s)"
                                    .formatted(
                                            value,
                                            module.buffer(
                                                    output + "_missing", List.of(stage.missing())));
            String surrogate =
                    module.buffer(output + "_surrogate", List.of(stage.surrogates().get(i)));
            module.line("%s = torch.where(%s, %s, %s)", output, isMissing, surrogate, value);
        }
    }

    /** The first position past the end is all zeros; what is no position up to there is refused. */
    @Override
    public final void visit(FittedStage.OneHotEncoder stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Column input = columns.number(stage.inputs().get(i));
            int size = stage.sizes().get(i);
            String output = columns.add(stage.outputs().get(i), size, ScriptColumns.ANY_NUMBER);
            if (input.last() >= 0 && input.last() <= size) {
                module.line(
                        "%s = torch.eq(%s, %s).type_as(%s)",
                        output,
                        input.variable(),
                        module.positions(output + "_positions", size),
                        ScriptModule.INPUT);
            } else {
                module.line(
                        "%s = torch.eq(%s, %s)",
                        output,
                        input.variable(),
                        module.positions(output + "_positions", size + 1));
                module.require(
                        "torch.any(%s, 1)".formatted(output),
                        "%s: expected a whole number from 0 to %s"
                                .formatted(stage.inputs().get(i), size));
                module.line(
                        "%1$s = %1$s[:, :%2$d].type_as(%3$s)", output, size, ScriptModule.INPUT);
            }
        }
    }

    private String positionGiven(String text, List<String> known) {
        List<String> given = table.categories(text);
        if (!given.equals(known)) {
            throw new IllegalArgumentException(
                    "%s: expected the categories of the model's export metadata, %s; found %s."
                            .formatted(text, given, known));
        }
        return columns.get(text).variable();
    }

    /** How many categories come before the one that it is. */
    private String positionOfNumber(String input, List<String> known) {
        String value = columns.number(input).variable();
        List<Double> numbers = new ArrayList<>();
        known.forEach(text -> numbers.add(numberOf(text)));
        if (known.contains(NAN)) {
            value =
                    "torch.where(torch.ne(%1$s, %1$s), torch.full_like(%1$s, inf), %1$s)"
                            .formatted(value);
        }
        return "torch.sum(torch.cumprod(torch.ne(%s, %s).type_as(%s), 1), 1, True)"
                .formatted(
                        value, module.buffer(input + "_categories", numbers), ScriptModule.INPUT);
    }

    /**
     * What is compared with a category: NaN, which equals no number, for a text that no number has;
     * infinity, which no row has, for NaN.
     */
    private static double numberOf(String text) {
        if (text.equals(NAN)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.toString(number).equals(text) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void requireKnown(String input, String position, int count, UnseenCategory unseen) {
        if (unseen == UnseenCategory.ERROR) {
            module.require(
                    "torch.lt(%s, %s)".formatted(position, count),
                    input + ": expected a value that training saw");
        }
    }

    /** Of an example's own column the metadata says that its rows are left out. */
    private static void requireNoneLeftOut(String input, UnseenCategory unseen) {
        if (unseen == UnseenCategory.SKIP) {
            throw new IllegalArgumentException(
                    ("%s: expected unseen values that are kept or refused, because a TorchScript"
                                    + " model scores every row that it is given; found a stage"
                                    + " that skips them. Train with another choice.")
                            .formatted(input));
        }
    }
}
