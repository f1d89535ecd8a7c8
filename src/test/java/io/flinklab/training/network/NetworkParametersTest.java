package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkParametersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 600_000})
    void shouldBeTheSameOfPieces(int size) {
        double[] values = new Random(size).doubles(size).toArray();

        NetworkParameters whole =
                NetworkParameters.whole(new NetworkParameters(7, values).pieces());

        assertThat(whole.inputs).isEqualTo(7);
        assertThat(whole.values).isEqualTo(values);
    }

    @Test
    void shouldHavePiecesThatFlinkCollects() throws Exception {
        TypeSerializer<NetworkParameters> serializer =
                TypeInformation.of(NetworkParameters.class).createSerializer(new ExecutionConfig());
        for (NetworkParameters piece : new NetworkParameters(7, new double[600_000]).pieces()) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(piece, out);

            assertThat((long) out.length())
                    .isLessThan(
                            CollectSinkOperatorFactory.MAX_BATCH_SIZE.defaultValue().getBytes());
        }
    }

    @Test
    void shouldNoticeThatAPieceIsMissing() {
        List<NetworkParameters> pieces = new NetworkParameters(7, new double[600_000]).pieces();

        assertThatThrownBy(() -> NetworkParameters.whole(pieces.subList(0, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("600000 parameters");
        assertThatThrownBy(() -> NetworkParameters.whole(List.of()))
                .isInstanceOf(IllegalStateException.class);
    }
}
