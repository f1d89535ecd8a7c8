package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.CopyableValueSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ExampleRowTest {
    /** The key has no part in it: rows that differ in it alone train alike. */
    @Test
    void shouldHaveAHashOfItsContent() {
        Example example = new Example(1L, new double[] {1, 2}, new String[] {"AaAa"}, 0);
        long hash = ExampleRow.of(example).hash;

        assertThat(ExampleRow.of(new Example(2L, new double[] {1, 2}, new String[] {"AaAa"}, 0)))
                .extracting(row -> row.hash)
                .isEqualTo(hash);
        assertThat(ExampleRow.of(example.withLabel(1)).hash).isNotEqualTo(hash);
        assertThat(ExampleRow.of(example.withNumber(1, 3)).hash).isNotEqualTo(hash);
        // These texts have the same hash code in Java.
        assertThat(ExampleRow.of(example.withText(0, "BBBB")).hash).isNotEqualTo(hash);
    }

    @Test
    void shouldGoThroughAStreamAsItIs() throws Exception {
        ExampleRow row =
                ExampleRow.of(new Example(1L, new double[] {1.5, -0.25}, new String[] {"ä"}, 1));
        TypeSerializer<ExampleRow> serializer =
                TypeInformation.of(ExampleRow.class).createSerializer(new ExecutionConfig());
        DataOutputSerializer out = new DataOutputSerializer(64);
        DataOutputSerializer copied = new DataOutputSerializer(64);

        serializer.serialize(row, out);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);

        assertThat(serializer).isInstanceOf(CopyableValueSerializer.class);
        assertThat(serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(row);
        assertThat(serializer.copy(row)).usingRecursiveComparison().isEqualTo(row);
    }
}
