package io.flinklab.interchange.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.interchange.BatchScorer;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.store.GoldenScore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Scores with a TorchScript file, whoever made it, through libtorch, PyTorch's C++ library.
 *
 * <p>Its {@code forward} takes one tensor [N, D] of the schema's D features in their order. A text
 * stands there as its position among the categories in the model's export metadata, the extra file
 * {@code export_metadata.json}; where there is no metadata, among the values that the schema
 * allows. A text that is not among them is their number. The tensor is of the type of the model's
 * first parameter, float or double; double if it has none.
 *
 * <p>It returns the probabilities of a positive label, [N] or [N, 1], or [N, 2] with those of a
 * negative one before them.
 */
public final class TorchScorer extends BatchScorer {
    private final ExampleTensor.Writer columns;
    private final Model model;
    private final DataType type;
    private final boolean single;

    private TorchScorer(Schema schema, byte[] file, ExportMetadata metadata) {
        super(schema, metadata);
        single = TorchArchive.isSingle(file);
        columns = new ExampleTensor(schema, metadata).writer();
        LibTorch.load();
        model = Model.newInstance("model", Device.cpu(), LibTorch.ENGINE);
        try {
            model.load(new ByteArrayInputStream(file));
            type = typeOfParameters(model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new IllegalArgumentException(
                    "Expected a whole TorchScript file; found one of which libtorch says: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Opens a TorchScript file.
     *
     * @throws IllegalArgumentException it is none, or not whole
     * @throws io.flinklab.interchange.MissingRuntimeException libtorch is not installed
     */
    public static TorchScorer open(Schema schema, byte[] file) {
        return new TorchScorer(schema, file, TorchArchive.metadata(file));
    }

    @Override
    public double tolerance() {
        return single ? GoldenScore.SINGLE_TOLERANCE : GoldenScore.DOUBLE_TOLERANCE;
    }

    @Override
    protected double[] probabilities(List<Example> examples) {
        try (NDManager memory = model.getNDManager().newSubManager()) {
            NDArray rows =
                    memory.create(
                            columns.of(examples),
                            new Shape(examples.size(), schema.featureNames().size()));
            NDList results =
                    model.getBlock()
                            .forward(
                                    new ParameterStore(memory, false),
                                    new NDList(rows.toType(type, false)),
                                    false);
            return probabilities(results.singletonOrThrow(), examples.size());
        } catch (EngineException e) {
            throw new IllegalArgumentException(
                    "Expected a model that scores rows; libtorch says: " + e.getMessage(), e);
        }
    }

    @Override
    protected void release() {
        model.close();
    }

    /** How many tensors there are of the model's, which libtorch keeps until it is closed. */
    int held() {
        return model.getNDManager().getManagedArrays().size();
    }

    private static double[] probabilities(NDArray result, int rows) {
        long columns = result.size() / Math.max(1, rows);
        Shape shape = result.getShape();
        boolean fits =
                shape.equals(new Shape(rows))
                        || shape.equals(new Shape(rows, 1))
                        || shape.equals(new Shape(rows, 2));
        if (!fits) {
            throw new IllegalArgumentException(
                    "Expected [N], [N, 1] or [N, 2] probabilities of a model; found %s for N = %s."
                            .formatted(shape, rows));
        }
        double[] values = result.toType(DataType.FLOAT64, false).toDoubleArray();
        if (columns == 1) {
            return values;
        }
        double[] positive = new double[rows];
        for (int i = 0; i < rows; i++) {
            positive[i] = values[2 * i + 1];
        }
        return positive;
    }

    private static DataType typeOfParameters(Model model) {
        var parameters = model.getBlock().getParameters();
        return parameters.isEmpty()
                ? DataType.FLOAT64
                : parameters.get(0).getValue().getArray().getDataType();
    }
}
