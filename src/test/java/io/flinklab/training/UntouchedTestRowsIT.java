package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training does not look at the rows that measure the model. */
class UntouchedTestRowsIT {
    private static final int HEADER_AND_TRAIN_ROWS = 8001;

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTrainTheSameModelWhateverTheTestRowsSay(Recipe plan) throws Exception {
        StoredModel honest = LAB.model(TestData.SHIPPED, plan);

        StoredModel misled = LAB.train(withOtherTestRows(), plan, TrainingOptions.DEFAULT);

        assertThat(misled.manifest().modelSha256()).isEqualTo(honest.manifest().modelSha256());
        assertThat(misled.manifest().training().metrics().get("auroc"))
                .isLessThan(honest.manifest().training().metrics().get("auroc"));
    }

    /** The shipped customers; of the last 2,000 the labels are flipped, the countries unseen. */
    private Path withOtherTestRows() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TestData.SHIPPED.file()));
        for (int i = HEADER_AND_TRAIN_ROWS; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            fields[4] = "Elsewhere";
            fields[13] = fields[13].equals("1") ? "0" : "1";
            lines.set(i, String.join(",", fields));
        }
        return Files.write(directory.resolve("misleading.csv"), lines);
    }
}
