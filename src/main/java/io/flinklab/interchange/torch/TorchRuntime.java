package io.flinklab.interchange.torch;

import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/**
 * Runs models through libtorch, PyTorch's C++ library. A fitted pipeline is written as TorchScript
 * first; a TorchScript file is run as it is, whoever made it.
 *
 * <p>Its {@code forward} takes one tensor [N, 10] of the article's columns in their order:
 * CreditScore, Geography, Gender, Age, Tenure, Balance, NumOfProducts, HasCrCard, IsActiveMember,
 * EstimatedSalary. Geography and Gender are positions among the categories in the model's card, the
 * extra file {@code model_card.json}; where there is no card, among France, Germany, Spain and
 * among Female, Male. A text that is not among them is their number. The tensor is of the type of
 * the model's first parameter, float or double; double if it has none.
 *
 * <p>It returns the probabilities to leave, [N] or [N, 1], or [N, 2] with those to stay before
 * them.
 */
public final class TorchRuntime {
    private TorchRuntime() {}

    /**
     * Opens a TorchScript model, or a fitted pipeline, which is written as TorchScript first.
     *
     * @throws IllegalArgumentException it is neither, or not whole
     * @throws io.flinklab.interchange.MissingRuntimeException libtorch is not installed
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model) {
        byte[] file = ModelExport.of(model, ModelFormat.TORCHSCRIPT);
        try {
            return TorchScorer.of(file);
        } catch (NoClassDefFoundError e) {
            throw LibTorch.missing(e);
        }
    }
}
