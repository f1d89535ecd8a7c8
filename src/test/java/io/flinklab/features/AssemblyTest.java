package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    @Test
    void shouldKeepInputsAndTheirSizesTogether() {
        VectorAssembler assembler =
                new Assembly()
                        .vectors(List.of("a", "b"), List.of(3, 2))
                        .numbers("x", "y")
                        .vector("c", 7)
                        .into("all");

        assertThat(assembler.getInputCols()).containsExactly("a", "b", "x", "y", "c");
        assertThat(assembler.getInputSizes()).containsExactly(3, 2, 1, 1, 7);
        assertThat(assembler.getOutputCol()).isEqualTo("all");
    }

    @Test
    void shouldKnowTheSizeOfItsVector() {
        Assembly assembly = new Assembly().vector("c", 7).numbers(List.of("x", "y"));

        assertThat(assembly.size()).isEqualTo(9);
    }

    @Test
    void shouldBeginEmpty() {
        assertThat(new Assembly().size()).isZero();
    }
}
