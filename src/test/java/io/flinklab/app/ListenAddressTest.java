package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.kit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "9249, 127.0.0.1, 9249",
        "0.0.0.0:1, 0.0.0.0, 1",
        "metrics.example:65535, metrics.example, 65535",
        "[::1]:9249, [::1], 9249"
    })
    void shouldBeThisMachineAloneUnlessTold(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", ":9249", "h:", "h:0", "::1:9249", "h:1:2", "a b:1"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[HOST:]PORT")
                .hasMessageEndingWith("found \"" + text + "\"");
    }

    @Test
    void shouldSayWhereItCannotListen() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenAddress taken = new ListenAddress("127.0.0.1", other.getLocalPort());
            assertThatThrownBy(taken::requireFree)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("--prometheus", "127.0.0.1:" + other.getLocalPort());
        }
        assertThatThrownBy(new ListenAddress("no-such-host.invalid", 9)::requireFree)
                .hasMessageContaining("no-such-host.invalid:9: java.io.IOException: unknown host");
        ListenAddress free = new ListenAddress("127.0.0.1", FreePorts.find(1).get(0));
        assertThatCode(free::requireFree).doesNotThrowAnyException();
    }
}
