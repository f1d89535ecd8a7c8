package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.junit.jupiter.api.Test;

class EmbeddedClusterJobsIT {

    @Test
    void shouldRunOneJobAfterAnotherAndShowBothInItsWebUi() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(2)) {
            assertThat(sum(cluster)).isEqualTo(10);
            assertThat(sum(cluster)).isEqualTo(10);

            assertThat(get(cluster.webUi().resolve("/jobs/overview")).body().split("\"jid\""))
                    .hasSize(3);
        }
    }

    @Test
    void shouldServeItsWebUiOnTheLoopbackInterfaceOnly() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            URI ui = cluster.webUi();

            Eventually.holds("the web UI is up", () -> get(ui).statusCode() == 200);

            assertThat(get(ui).body()).contains("<title>Apache Flink Web Dashboard</title>");
            assertThat(InetAddress.getByName(ui.getHost()).isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void shouldStopItsJobsAndItsWebUiWhenClosed() throws Exception {
        EmbeddedCluster cluster = EmbeddedCluster.start(1);
        StreamExecutionEnvironment environment = cluster.environment();
        environment.fromSequence(0, Long.MAX_VALUE).addSink(new DiscardingSink<>());
        JobClient endless = environment.executeAsync("endless");
        Eventually.holds("the job runs", () -> endless.getJobStatus().get() == JobStatus.RUNNING);
        URI ui = cluster.webUi();

        cluster.close();

        assertThatThrownBy(() -> get(ui)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> endless.getJobStatus().get()).isInstanceOf(Exception.class);
    }

    @Test
    void shouldGiveEnvironmentsOfParallelism1ThatShareNothing() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(3)) {
            StreamExecutionEnvironment first = cluster.environment();
            first.setParallelism(3);

            assertThat(cluster.environment().getParallelism()).isEqualTo(1);
        }
    }

    private static long sum(EmbeddedCluster cluster) throws Exception {
        long sum = 0;
        for (long value : cluster.environment().fromSequence(0, 4).executeAndCollect(10)) {
            sum += value;
        }
        return sum;
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
