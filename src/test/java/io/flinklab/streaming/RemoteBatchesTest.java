package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RemoteBatchesTest {
    private static final int REQUESTS = 2;
    private static final int BATCH = 3;

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldAnswerEachCustomerThoughARequestCannotBeMade() throws Exception {
        Semaphore answers = new Semaphore(0);
        try (HeldService service = HeldService.start(answers::acquire)) {
            RemoteOptions options = RemoteOptions.of(service.uri()).with(1, 1, 1);
            try (RemoteClient client = new RemoteClient(options, Churn.SCHEMA, () -> {})) {
                RemoteBatches batches = new RemoteBatches(client, options);
                CompletableFuture<RemoteScore> before = batches.score(LoadedCustomers.customer(1));
                CompletableFuture<RemoteScore> broken = batches.score(null);
                CompletableFuture<RemoteScore> after = batches.score(LoadedCustomers.customer(2));
                answers.release(2);

                assertThat(before.join()).isInstanceOf(RemoteScore.Scored.class);
                assertThat(broken).failsWithin(Duration.ofSeconds(10));
                assertThat(after.join()).isInstanceOf(RemoteScore.Scored.class);
                assertThat(batches.score(null)).failsWithin(Duration.ofSeconds(10));
                answers.release();
                assertThat(batches.score(LoadedCustomers.customer(3)).join())
                        .isInstanceOf(RemoteScore.Scored.class);
            }
        }
    }

    @Test
    void shouldSendAtOnceUntilEnoughIsUnderWayAndThenGather() throws Exception {
        Semaphore answers = new Semaphore(0);
        try (HeldService service = HeldService.start(answers::acquire)) {
            RemoteOptions options = RemoteOptions.of(service.uri()).with(1, REQUESTS, BATCH);
            try (RemoteClient client = new RemoteClient(options, Churn.SCHEMA, () -> {})) {
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
                            .isEqualTo(
                                    new RemoteScore.Scored(
                                            Integer.toString(i), 0.25, 0, "v000001", "ab"));
                }
                assertThat(service.customers()).containsExactlyInAnyOrder(1, 1, BATCH, BATCH, 2);
                assertThat(service.mostAtOnce()).isEqualTo(REQUESTS);
            }
        }
    }
}
