package io.flinklab.interchange.onnx;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.onnx.GraphColumns.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Turns the stages that make categories of values, and vectors of categories, into nodes. */
abstract class CategoryNodes implements FittedStage.Visitor {
    private static final String NAN = Double.toString(Double.NaN);

    final GraphBuilder graph;
    final GraphColumns columns;

    /** Values, [N, 1], that are true for rows that the model neither refuses nor skips. */
    final List<String> scored = new ArrayList<>();

    CategoryNodes(GraphBuilder graph, GraphColumns columns) {
        this.graph = graph;
        this.columns = columns;
    }

    @Override
    public final void visit(FittedStage.StringIndexer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = stage.inputs().get(i);
            List<String> known = stage.categories().get(i);
            String index =
                    columns.isText(input)
                            ? textIndex(columns.value(input), known)
                            : numberIndex(columns.value(input), known);
            addIndex(stage.outputs().get(i), index, known.size(), stage.unseen());
        }
    }

    @Override
    public final void visit(FittedStage.Bucketizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            double[] splits = stage.splits().get(i).stream().mapToDouble(s -> s).toArray();
            String index = interval(columns.value(stage.inputs().get(i)), splits);
            addIndex(stage.outputs().get(i), index, splits.length - 1, stage.unseen());
        }
    }

    @Override
    public final void visit(FittedStage.Binarizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = columns.value(stage.inputs().get(i));
            String threshold = graph.row(stage.thresholds().get(i));
            String above = graph.node("Greater", List.of(input, threshold));
            columns.add(stage.outputs().get(i), graph.toDouble(above), 1);
        }
    }

    @Override
    public final void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            String input = columns.value(stage.inputs().get(i));
            String isMissing =
                    stage.imputesNaN()
                            ? graph.node("IsNaN", List.of(input))
                            : graph.node("Equal", List.of(input, graph.row(stage.missing())));
            String surrogate = graph.row(stage.surrogates().get(i));
            String imputed = graph.node("Where", List.of(isMissing, surrogate, input));
            columns.add(stage.outputs().get(i), imputed, 1);
        }
    }

    @Override
    public final void visit(FittedStage.OneHotEncoder stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Column input = columns.get(stage.inputs().get(i));
            int size = stage.sizes().get(i);
            if (input.limit() > size) {
                scored.add(isIndex(input.value(), size));
            }
            String indexes = graph.row(upTo(size));
            String hit = graph.node("Equal", List.of(input.value(), indexes));
            columns.add(stage.outputs().get(i), graph.toDouble(hit), size);
        }
    }

    /**
     * @param unseenIndex of values that are no category
     */
    private void addIndex(String output, String index, int unseenIndex, UnseenCategory unseen) {
        if (unseen != UnseenCategory.KEEP) {
            scored.add(graph.node("Less", List.of(index, graph.row(unseenIndex))));
        }
        columns.addIndex(output, index, unseenIndex);
    }

    private String textIndex(String input, List<String> known) {
        return graph.toDouble(
                graph.mlNode(
                        "LabelEncoder",
                        List.of(input),
                        GraphBuilder.attribute("keys_strings", known),
                        GraphBuilder.attribute("values_int64s", LongStream.range(0, known.size())),
                        GraphBuilder.attribute("default_int64", known.size())));
    }

    /** ONNX does not write a number as Java does, so numbers are compared instead of texts. */
    private String numberIndex(String input, List<String> known) {
        String keys = graph.row(known.stream().mapToDouble(CategoryNodes::number).toArray());
        String number = known.contains(NAN) ? comparable(input) : input;
        String hit = graph.node("Equal", List.of(number, keys));
        String indexes =
                graph.node(
                        "Where",
                        List.of(hit, graph.row(upTo(known.size())), graph.row(known.size())));
        return graph.node(
                "ReduceMin",
                List.of(indexes),
                GraphBuilder.attribute("axes", LongStream.of(1)),
                GraphBuilder.attribute("keepdims", 1));
    }

    /** NaN as infinity, which no row has: NaN does not equal itself. */
    private String comparable(String input) {
        String infinity = graph.row(Double.POSITIVE_INFINITY);
        return graph.node("Where", List.of(graph.node("IsNaN", List.of(input)), infinity, input));
    }

    /** What is compared with a category; NaN, which equals no number, for a text that none has. */
    private static double number(String category) {
        if (category.equals(NAN)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double number = Double.parseDouble(category);
            return Double.toString(number).equals(category) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How many of an interval's lower borders are not above the value, less one. */
    private String interval(String input, double[] splits) {
        int intervals = splits.length - 1;
        String lower = graph.row(DoubleStream.of(splits).limit(intervals).toArray());
        String reached = graph.node("GreaterOrEqual", List.of(input, lower));
        String count = graph.node("ReduceSum", List.of(graph.toDouble(reached), graph.integers(1)));
        String index = graph.node("Sub", List.of(count, graph.row(1)));
        String inside =
                graph.node(
                        "And",
                        List.of(
                                graph.node("GreaterOrEqual", List.of(input, graph.row(splits[0]))),
                                graph.node(
                                        "LessOrEqual",
                                        List.of(input, graph.row(splits[intervals])))));
        return graph.node("Where", List.of(inside, index, graph.row(intervals)));
    }

    /** Whether a value is a whole number from 0 to the largest index. */
    private String isIndex(String value, int largest) {
        String whole = graph.node("Floor", List.of(value));
        String floor = graph.node("Max", List.of(whole, graph.row(0)));
        String nearest = graph.node("Min", List.of(floor, graph.row(largest)));
        return graph.node("Equal", List.of(value, nearest));
    }

    private static double[] upTo(int size) {
        return IntStream.range(0, size).asDoubleStream().toArray();
    }
}
