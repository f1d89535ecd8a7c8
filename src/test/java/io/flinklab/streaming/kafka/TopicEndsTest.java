package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicEndsTest {

    @Test
    void shouldReadWhatItWrites() {
        TopicEnds ends = new TopicEnds(new TreeMap<>(Map.of(1, 120L, 0, 7L)));

        assertThat(ends).hasToString("0:7,1:120");
        assertThat(TopicEnds.parse("0:7,1:120")).isEqualTo(ends);
        assertThat(TopicEnds.parse("")).isEqualTo(TopicEnds.none());
        assertThatIllegalArgumentException().isThrownBy(() -> TopicEnds.parse("0-7"));
    }
}
