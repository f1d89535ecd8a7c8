package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.ObjectStores;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.S3Server;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.flink.StoreLocation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without limits of our own, Hadoop would try for several minutes. */
class S3OutageIT {

    @Test
    @Timeout(60)
    void shouldSoonSayThatTheServerIsGone() throws Exception {
        ModelWatch watch;
        try (S3Server server = S3Server.start()) {
            server.connect();
            StoreLocation store = new StoreLocation(server.newBucket() + "/models");
            StoreFixture.publish(store.open(), SamplePipelines.tuned(UnseenCategory.KEEP));
            watch = new ModelWatch(store.open(), new ModelGate(List.of()));
            assertThat(watch.look()).isInstanceOf(Outcome.Changed.class);
            assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
        }

        assertThat(watch.look()).isInstanceOf(Outcome.Unreachable.class);
        assertThat(watch.version()).isEqualTo("v000001");
    }

    @Test
    @Timeout(120)
    void shouldNotWaitLongForAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            ObjectStores.connect(
                    Map.of(
                            "AWS_ENDPOINT_URL", "http://127.0.0.1:" + silent.getLocalPort(),
                            "AWS_ACCESS_KEY_ID", "anyone",
                            "AWS_SECRET_ACCESS_KEY", "anything"));
            ModelWatch watch =
                    new ModelWatch(
                            new StoreLocation("s3://bucket/models").open(),
                            new ModelGate(List.of()));

            assertThat(watch.look()).isInstanceOf(Outcome.Unreachable.class);
        }
    }
}
