package io.flinklab.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelGate.RefusedModelException;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimesTest {
    /** A pickle that makes a file when it is loaded. */
    private static final String CODE = "cbuiltins\nopen\n(S'%s'\nS'w'\ntR.";

    @TempDir Path directory;

    @Test
    void shouldRunCodeOfAStoreOnlyWhereToldSo() {
        Path made = directory.resolve("made");
        byte[] pickle = CODE.formatted(made).getBytes(StandardCharsets.US_ASCII);
        ModelStore store = ModelStore.at(directory.resolve("models"));
        StoredModel model = StoreFixture.publish(store, ModelFormat.PYTHON, pickle, List.of());
        ModelGate gate = new ModelGate(List.of(), Runtimes.AUTO);

        assertThatThrownBy(() -> Runtimes.AUTO.open(ServedModel.of(model)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Expected --runtime python", "v000001", "code");
        assertThatThrownBy(() -> gate.require(model)).isInstanceOf(RefusedModelException.class);
        assertThat(new ModelWatch(store, gate).look())
                .isInstanceOf(ModelWatch.Outcome.Refused.class);
        assertThat(made).doesNotExist();
    }
}
