package io.flinklab.interchange.torch;

import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.features.Predictor;
import io.flinklab.interchange.ModelExport;
import io.flinklab.interchange.torch.ScriptColumns.Column;
import io.flinklab.store.ModelFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the stages of a fitted pipeline as lines of a script. */
final class ScriptStages extends CategoryScript {

    ScriptStages(ScriptModule module, ExampleTensor input) {
        super(module, input);
    }

    /** The variable that holds a vector of this size. */
    String vector(String name, int size) {
        return columns.numeric(name, size).variable();
    }

    /** Adds what the stage does. */
    void add(FittedStage stage) {
        module.comment(stage.getClass().getSimpleName());
        stage.accept(this);
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        List<Column> inputs =
                IntStream.range(0, stage.inputs().size())
                        .mapToObj(i -> columns.numeric(stage.inputs().get(i), stage.sizes().get(i)))
                        .toList();
        int size = inputs.stream().mapToInt(Column::size).sum();
        String output = columns.add(stage.output(), size, ScriptColumns.ANY_NUMBER);
        module.line(
                "%s = torch.cat([%s], 1)",
                output, inputs.stream().map(Column::variable).collect(Collectors.joining(", ")));
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        int size = stage.mean().size();
        String scaled = columns.numeric(stage.input(), size).variable();
        String output = columns.add(stage.output(), size, ScriptColumns.ANY_NUMBER);
        if (stage.withMean()) {
            scaled = "(%s - %s)".formatted(scaled, module.buffer(output + "_mean", stage.mean()));
        }
        if (stage.withStd()) {
            List<Double> factors = IntStream.range(0, size).mapToObj(stage::factor).toList();
            scaled = "%s * %s".formatted(scaled, module.buffer(output + "_per_std", factors));
        }
        module.line("%s = %s", output, scaled);
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        String features = vector(stage.input(), stage.coefficients().size());
        String coefficients = module.parameter("coefficients", stage.coefficients());
        String intercept = module.parameter("intercept", List.of(stage.intercept()));
        module.line(
                "return torch.sigmoid(torch.matmul(%s, %s) + %s)",
                features, coefficients, intercept);
    }

    @Override
    public void visit(Predictor.LinearSVC stage) {
        visit(stage.asLogistic());
    }

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        throw ModelExport.unwritable(stage, ModelFormat.TORCHSCRIPT);
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer stage) {
        throw ModelExport.unwritable(stage, ModelFormat.TORCHSCRIPT);
    }

    @Override
    public void visit(Predictor.NaiveBayes stage) {
        throw ModelExport.unwritable(stage, ModelFormat.TORCHSCRIPT);
    }

    @Override
    public void visit(Predictor.KMeans stage) {
        throw ModelExport.unwritable(stage, ModelFormat.TORCHSCRIPT);
    }

    /** A product of fewer elements is one of as many, the others being 1. */
    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        Column input = columns.numeric(stage.input());
        List<int[]> monomials = Monomials.of(input.size(), stage.degree());
        String output = columns.add(stage.output(), monomials.size(), ScriptColumns.ANY_NUMBER);
        String factors = module.variable(output + "_factors");
        module.line(
                "%s = torch.cat([%s, torch.ones_like(%s[:, :1])], 1)",
                factors, input.variable(), input.variable());
        for (int i = 0; i < stage.degree(); i++) {
            module.line(
                    "%s = %storch.index_select(%s, 1, %s)",
                    output,
                    i == 0 ? "" : output + " * ",
                    factors,
                    module.indices(
                            output + "_factor" + (i + 1), factor(monomials, i, input.size())));
        }
    }

    /** For each product the element that is its factor of this number. */
    private static long[] factor(List<int[]> monomials, int number, int one) {
        return monomials.stream()
                .mapToLong(elements -> number < elements.length ? elements[number] : one)
                .toArray();
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Column> inputs = stage.inputs().stream().map(columns::numeric).toList();
        int size = inputs.stream().mapToInt(Column::size).reduce(1, Math::multiplyExact);
        String output = columns.add(stage.output(), size, ScriptColumns.ANY_NUMBER);
        String product = inputs.get(0).variable();
        for (Column input : inputs.subList(1, inputs.size())) {
            product =
                    "torch.flatten(torch.unsqueeze(%s, 2) * torch.unsqueeze(%s, 1), 1)"
                            .formatted(product, input.variable());
        }
        module.line("%s = %s", output, product);
    }
}
