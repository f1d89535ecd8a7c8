package io.flinklab.interchange.torch;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.ModelExport;
import io.flinklab.store.ModelFormat;
import java.util.List;

/**
 * Writes a model as a TorchScript file: whole, from a table's columns to the probability.
 *
 * <p>Its {@code forward} takes a tensor of doubles [N, D], the schema's D features, and returns the
 * N probabilities of a positive label. A text stands there as its position among the metadata's
 * categories, one that is not among them as their number. The same model gives the same bytes.
 */
public final class TorchExport {
    private TorchExport() {}

    /**
     * A fitted pipeline's file.
     *
     * @param metadata of this pipeline
     * @throws IllegalArgumentException a graph cannot do what the pipeline does: leave rows out
     *     because of what a stage made; or the metadata is another model's
     */
    public static byte[] write(Schema schema, FittedPipeline pipeline, ExportMetadata metadata) {
        ModelExport.requireWritable(pipeline, ModelFormat.TORCHSCRIPT);
        ScriptModule module = new ScriptModule("Pipeline", schema.featureNames());
        ScriptStages script = new ScriptStages(module, new ExampleTensor(schema, metadata));
        pipeline.stages().forEach(script::add);
        return TorchArchive.write(module, metadata);
    }

    /**
     * A fitted network's file.
     *
     * @param metadata of this network
     * @throws IllegalArgumentException as for a pipeline
     */
    public static byte[] write(Schema schema, FittedNetwork network, ExportMetadata metadata) {
        ScriptModule module = new ScriptModule("Network", schema.featureNames());
        ScriptStages script = new ScriptStages(module, new ExampleTensor(schema, metadata));
        network.stages().forEach(script::add);
        List<FittedNetwork.Layer> layers = network.layers();
        String values = script.vector(network.input(), layers.get(0).inputs());
        module.comment("Layers");
        for (int i = 0; i < layers.size(); i++) {
            String sums = sums(module, "layer" + (i + 1), layers.get(i), values);
            if (i == layers.size() - 1) {
                module.line("return torch.sigmoid(torch.squeeze(%s, 1))", sums);
            } else {
                values = module.variable("hidden" + (i + 1));
                module.line("%s = torch.relu(%s)", values, sums);
            }
        }
        return TorchArchive.write(module, metadata);
    }

    private static String sums(
            ScriptModule module, String name, FittedNetwork.Layer layer, String inputs) {
        String weights =
                module.parameter(
                        name + "_weights",
                        layer.weights().stream().flatMap(List::stream).toList(),
                        layer.outputs(),
                        layer.inputs());
        String bias = module.parameter(name + "_bias", layer.bias());
        return "torch.linear(%s, %s, %s)".formatted(inputs, weights, bias);
    }
}
