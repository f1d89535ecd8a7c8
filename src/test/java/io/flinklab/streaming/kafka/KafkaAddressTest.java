package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaAddressTest {
    private static final Set<String> KNOWN = Set.of("bounded", "group");

    @Test
    void hasServersTopicAndOptions() {
        KafkaAddress address =
                KafkaAddress.parse(
                        "kafka://a.b-c:9092,[::1]:1/in.1_x-y?bounded=true&group=g", KNOWN);

        assertThat(address)
                .isEqualTo(
                        new KafkaAddress(
                                "a.b-c:9092,[::1]:1",
                                "in.1_x-y",
                                Map.of("bounded", "true", "group", "g")));
        assertThat(address.flag("bounded")).isTrue();
        assertThat(address).hasToString("kafka://a.b-c:9092,[::1]:1/in.1_x-y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kafka:/a:1/t; it is not of that form",
                "kafka://a:1; it is not of that form",
                "kafka://a:1/t/u; it is not of that form",
                "kafka:///t; '' is no host:port",
                "kafka://a/t; 'a' is no host:port",
                "kafka://a:1,/t; '' is no host:port",
                "kafka://a:0/t; port 0 is not 1 to 65535",
                "kafka://a:65536/t; port 65536 is not 1 to 65535",
                "kafka://a:1/; '' is no topic",
                "kafka://a:1/..; '..' is no topic",
                "kafka://a:1/t x; 't x' is no topic",
                "kafka://a:1/t?; '' is no name=value",
                "kafka://a:1/t?group; 'group' is no name=value",
                "kafka://a:1/t?groop=a; there is no option 'groop'",
                "kafka://a:1/t?group=a&group=b; 'group' is there twice"
            })
    void aWrongPartIsNamed(String text, String complaint) {
        assertThatThrownBy(() -> KafkaAddress.parse(text, KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected kafka://host:port[,host:port]/topic")
                .hasMessageContaining("found " + text + ": ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1"})
    void aFlagIsTrueOrFalse(String value) {
        MessageTopic topic = MessageTopic.at("kafka://a:1/t?bounded=" + value);

        assertThatThrownBy(topic::bounded)
                .hasMessage(
                        "Expected bounded=true or bounded=false in kafka://a:1/t, found " + value);
    }
}
