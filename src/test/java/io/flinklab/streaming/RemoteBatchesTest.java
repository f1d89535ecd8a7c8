package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RemoteBatchesTest {
    private static final int REQUESTS = 2;
    private static final int BATCH = 3;

    @Test
    void shouldSendAtOnceUntilEnoughIsUnderWayAndThenGather() throws Exception {
        Semaphore answers = new Semaphore(0);
        try (HeldService service = HeldService.start(answers::acquire)) {
            RemoteOptions options = RemoteOptions.of(service.uri()).with(1, REQUESTS, BATCH);
            try (RemoteClient client = new RemoteClient(options, () -> {})) {
                RemoteBatches batches = new RemoteBatches(client, options);

                List<CompletableFuture<RemoteScore>> scores =
                        LongStream.range(0, 10)
                                .mapToObj(LoadedCustomers::customer)
                                .map(batches::score)
                                .toList();
                Eventually.holds(
                        "both requests are there", () -> service.customers().size() == REQUESTS);
                assertThat(service.customers()).containsExactly(1, 1);
                answers.release(10);

                for (int i = 0; i < scores.size(); i++) {
                    assertThat(scores.get(i).join())
                            .isEqualTo(new RemoteScore.Scored(i, 0.25, 0, "v000001", "ab"));
                }
                assertThat(service.customers()).containsExactlyInAnyOrder(1, 1, BATCH, BATCH, 2);
                assertThat(service.mostAtOnce()).isEqualTo(REQUESTS);
            }
        }
    }
}
