package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestAddressTest {

    @Test
    void shouldReadHostAndPort() {
        assertThat(RestAddress.parse("flink.example:8081"))
                .isEqualTo(new RestAddress("flink.example", 8081));
        assertThat(RestAddress.parse("127.0.0.1:1").uri())
                .isEqualTo(URI.create("http://127.0.0.1:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flink",
                "flink:",
                ":8081",
                "http://flink:8081",
                "f:x",
                "f:0",
                "f:65536"
            })
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> RestAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a Flink cluster's host:port, found \"" + text + "\"");
    }

    @Test
    void shouldSayThatSomethingElseAnswers() throws Exception {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        RestAddress address = new RestAddress("127.0.0.1", other.getAddress().getPort());
        try {
            assertThatThrownBy(address::requireCluster)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContainingAll(
                            "Expected a Flink cluster at " + address.uri(),
                            "found: java.io.IOException: status 404");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void shouldSayThatAClusterElsewhereNeedsTheJar() {
        assertThatThrownBy(RestAddress::jobJar)
                .hasMessageContainingAll("classes", "Package the program");
    }
}
