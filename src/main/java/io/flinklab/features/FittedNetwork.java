package io.flinklab.features;

import java.util.List;

/**
 * A fitted feed-forward network as plain values: stages from a row's columns to a vector, then
 * layers. Between two layers stands a rectifier, max(0, x); behind the last, which has one output,
 * the logistic function.
 *
 * @param stages as in a {@link FittedPipeline}, without a classifier
 * @param input the column of the vector that enters the first layer
 * @param layers from the first to the last
 * @param threshold scores from here on are predicted 1
 */
public record FittedNetwork(
        List<FittedStage> stages, String input, List<Layer> layers, double threshold) {

    /** Copies the lists; refuses layers that do not fit together and a threshold outside 0 to 1. */
    public FittedNetwork {
        stages = StageRules.filled("stages", stages);
        layers = StageRules.filled("layers", layers);
        StageRules.require(input != null, "input is given", input);
        for (int i = 1; i < layers.size(); i++) {
            StageRules.require(
                    layers.get(i).inputs() == layers.get(i - 1).outputs(),
                    "a layer has as many inputs as the one before has outputs",
                    layers.get(i).inputs() + " and " + layers.get(i - 1).outputs());
        }
        int outputs = layers.get(layers.size() - 1).outputs();
        StageRules.require(outputs == 1, "the last layer has one output", outputs);
        StageRules.require(threshold >= 0 && threshold <= 1, "threshold is 0 to 1", threshold);
    }

    /**
     * One fully connected layer: weights times input, plus bias.
     *
     * @param weights for each output its weights, one for each input
     * @param bias one for each output
     */
    public record Layer(List<List<Double>> weights, List<Double> bias) {

        /** Copies the lists; refuses unequal lengths and numbers not finite. */
        public Layer {
            weights =
                    StageRules.filled("weights", weights).stream()
                            .map(row -> StageRules.finite("weights", row))
                            .toList();
            bias = StageRules.finite("bias", bias);
            StageRules.sameLength("weights and bias", weights, bias);
            for (List<Double> row : weights) {
                StageRules.sameLength("weights of each output", weights.get(0), row);
            }
        }

        /** How many numbers enter. */
        public int inputs() {
            return weights.get(0).size();
        }

        /** How many numbers leave. */
        public int outputs() {
            return bias.size();
        }
    }
}
