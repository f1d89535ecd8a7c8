package io.flinklab.interchange.torch;

import io.flinklab.churn.Churn;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** TorchScript files as models of a store. */
final class TorchModels {
    private TorchModels() {}

    static ServedModel served(byte[] file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
            return new ServedModel(
                    "v000001",
                    HexFormat.of().formatHex(digest),
                    Churn.SCHEMA,
                    ModelFormat.TORCHSCRIPT,
                    file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java always has SHA-256", e);
        }
    }
}
