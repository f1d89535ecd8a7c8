package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundWorker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole training without a cluster. */
class NetworkWorkerTest {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(8, 4), 0.02, 64, 12, 4, 0.2, 0.01, 0.9, 5);
    private static final List<NetworkRow> ROWS = SyntheticNetworkRows.of(800, 5, 2);

    private static PlainNetworkTraining usual;

    @BeforeAll
    static void needsTorch() {
        Torch.require();
        usual = PlainNetworkTraining.of(ROWS, OPTIONS);
    }

    @Test
    void shouldLearn() {
        List<EpochLoss> curve = usual.curve();

        assertThat(curve.get(curve.size() - 1).training).isLessThan(curve.get(0).training - .05);
        assertThat(curve.get(0).validation).isNotEqualTo(curve.get(0).training);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 16})
    void shouldGiveTheSameBitsOnAnyNumberOfSubtasks(int subtasks) {
        assertThat(PlainNetworkTraining.of(ROWS, OPTIONS, subtasks).parameters())
                .isEqualTo(usual.parameters());
    }

    @Test
    void shouldGiveTheSameBitsInAnyOrderOfRows() {
        List<NetworkRow> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(PlainNetworkTraining.of(shuffled, OPTIONS).parameters())
                .isEqualTo(usual.parameters());
    }

    @Test
    void shouldGiveAnotherNetworkForAnotherSeed() {
        assertThat(PlainNetworkTraining.of(ROWS, OPTIONS.withSeed(6)).parameters())
                .isNotEqualTo(usual.parameters());
    }

    /** One epoch, so that stopping, which may look at them, has no part in it. */
    @Test
    void shouldNotTrainWithValidationRows() {
        List<NetworkRow> flipped =
                ROWS.stream()
                        .map(
                                row ->
                                        row.isValidation(OPTIONS.seed(), OPTIONS.validationShare())
                                                ? SyntheticNetworkRows.withLabel(row, 1 - row.label)
                                                : row)
                        .toList();

        PlainNetworkTraining honest = PlainNetworkTraining.of(ROWS, OPTIONS.withEpochs(1));
        PlainNetworkTraining misled = PlainNetworkTraining.of(flipped, OPTIONS.withEpochs(1));

        assertThat(misled.parameters()).isEqualTo(honest.parameters());
        assertThat(misled.curve().get(0).training).isEqualTo(honest.curve().get(0).training);
        assertThat(misled.curve().get(0).validation).isNotEqualTo(honest.curve().get(0).validation);
    }

    @Test
    void shouldTrainEachRowOnceAnEpoch() {
        NetworkWorker worker = new NetworkWorker(OPTIONS);
        RoundWorker.Bucket bucket = worker.bucket(ROWS::forEach);
        double[] parameters = OPTIONS.layout(5).start(1);
        GradientSums counts = new GradientSums();
        long trained = 0;

        bucket.answer(new GradientRequest(), counts);
        for (int batch = 0; batch < 10; batch++) {
            GradientSums sums = new GradientSums();
            bucket.answer(GradientRequest.ofBatch(parameters, 3, batch, 10), sums);
            trained += sums.rows;
        }
        worker.close();

        assertThat(counts.rows + counts.validationRows).isEqualTo(ROWS.size());
        assertThat(trained).isEqualTo(counts.rows);
    }

    @Test
    void shouldTrainOnFewerRowsThanBuckets() {
        NetworkOptions half = new NetworkOptions(2, List.of(2), 0.1, 2, 3, 3, 0.5, 0, 0, 5);

        assertThat(PlainNetworkTraining.of(ROWS.subList(0, 7), half).curve()).hasSize(3);
    }
}
