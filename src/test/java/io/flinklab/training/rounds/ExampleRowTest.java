package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
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
}
