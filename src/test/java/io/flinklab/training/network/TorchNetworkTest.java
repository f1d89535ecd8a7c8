package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchNetworkTest {
    private static final Layout LAYOUT = Layout.of(4, 2, List.of(6, 3));
    private static final TorchNetwork.Batch BATCH =
            TorchNetwork.Batch.of(SyntheticNetworkRows.of(50, 4, 1));

    /** Biases are not 0: a neuron behind none that fires would stand where it has no derivative. */
    private static final double[] PARAMETERS =
            Arrays.stream(LAYOUT.start(7)).map(value -> value + 0.1).toArray();

    @BeforeAll
    static void needsTorch() {
        Torch.require();
    }

    @Test
    void shouldGiveTheDerivativesThatDifferencesGive() {
        double[] gradient = new double[LAYOUT.size()];
        try (TorchNetwork network = new TorchNetwork(LAYOUT)) {
            double loss = network.loss(PARAMETERS, BATCH, gradient);

            assertThat(loss).isGreaterThan(1);
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i]).isCloseTo(difference(network, i), within(1e-6));
            }
        }
    }

    /** Central: the error is of the order of the step's square. */
    private static double difference(TorchNetwork network, int parameter) {
        double step = 1e-5;
        double[] up = PARAMETERS.clone();
        double[] down = PARAMETERS.clone();
        up[parameter] += step;
        down[parameter] -= step;
        double[] unused = new double[LAYOUT.size()];
        double rise = network.loss(up, BATCH, unused) - network.loss(down, BATCH, unused);
        return rise / (2 * step);
    }

    @Test
    void shouldTakeTheLossOfTheMembersMeanMargin() {
        Layout two = Layout.of(1, 2, List.of(1));
        double[] parameters = {1, 1, 0, 0, 3, -1, 0, 0};
        TorchNetwork.Batch batch = new TorchNetwork.Batch(new double[] {1}, new double[] {1});

        try (TorchNetwork network = new TorchNetwork(two)) {
            assertThat(network.loss(parameters, batch))
                    .isCloseTo(Math.log1p(Math.exp(-1)), within(1e-12));
            assertThat(network.loss(parameters, batch, new double[8]))
                    .isCloseTo(Math.log1p(Math.exp(-3)) + Math.log1p(Math.exp(1)), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5, -30, 800, -800})
    void shouldTakeTheLossOfAMarginOfAnySize(double margin) {
        Layout line = Layout.of(1, 1, List.of(1));
        double[] parameters = {1, 0, margin, 0};
        TorchNetwork.Batch batch = new TorchNetwork.Batch(new double[] {1, 1}, new double[] {0, 1});
        double[] gradient = new double[4];

        try (TorchNetwork network = new TorchNetwork(line)) {
            double loss = network.loss(parameters, batch, gradient);

            double ofZero = Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
            assertThat(loss).isCloseTo(2 * ofZero - margin, within(1e-8));
            double score = 1 / (1 + Math.exp(-margin));
            assertThat(gradient[3]).isCloseTo(2 * score - 1, within(1e-8));
        }
    }

    @Test
    void shouldGiveTheSameBitsEachTimeWhateverWasAskedBetween() {
        double[] first = new double[LAYOUT.size()];
        double[] between = new double[LAYOUT.size()];
        double[] second = new double[LAYOUT.size()];
        try (TorchNetwork network = new TorchNetwork(LAYOUT)) {
            network.loss(PARAMETERS, BATCH, first);
            network.loss(LAYOUT.start(8), BATCH, between);
            network.loss(PARAMETERS, BATCH, second);
        }

        assertThat(second).isEqualTo(first).isNotEqualTo(between);
    }

    @Test
    void shouldWorkOnSeveralThreadsThoughDjlComputesOneGradientAtATime() throws Exception {
        double[] expected = gradient();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> found =
                    IntStream.range(0, 40)
                            .mapToObj(i -> threads.submit(TorchNetworkTest::gradient))
                            .toList();
            for (Future<double[]> gradient : found) {
                assertThat(gradient.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static double[] gradient() {
        double[] gradient = new double[LAYOUT.size()];
        try (TorchNetwork network = new TorchNetwork(LAYOUT)) {
            network.loss(PARAMETERS, BATCH, gradient);
        }
        return gradient;
    }

    @Test
    void shouldGiveNothingForNoRows() {
        double[] gradient = new double[LAYOUT.size()];
        try (TorchNetwork network = new TorchNetwork(LAYOUT)) {
            assertThat(network.loss(PARAMETERS, TorchNetwork.Batch.of(List.of()), gradient))
                    .isZero();
        }
        assertThat(gradient).containsOnly(0);
    }
}
