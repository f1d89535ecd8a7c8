package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = {},
        defect =
                "does not run on Flink 1.19 or newer: its iterations call a method of "
                        + "`StreamConfig` that has other parameters there",
        cure = "Flink 1.18.1")
class NewerFlinkTest {
    private static final String METHOD = "getManagedMemoryFractionOperatorUseCaseOfSlot";
    private static final String ITERATION =
            "/org/apache/flink/iteration/operator/perround/AbstractPerRoundWrapperOperator.class";

    @Test
    void flinkMlCallsAMethodThatFlink118IsTheLastToHave() throws Exception {
        assertThat(
                        StreamConfig.class.getMethod(
                                METHOD,
                                ManagedMemoryUseCase.class,
                                Configuration.class,
                                ClassLoader.class))
                .isNotNull();

        try (InputStream bytes = StreamConfig.class.getResourceAsStream(ITERATION)) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(METHOD)
                    .contains(
                            ""
                                    + "(Lorg/apache/flink/core/memory/ManagedMemoryUseCase;Lorg/apache/flink/configuration/Configuration;Ljava/lang/ClassLoader;)D");
        }
    }
}
