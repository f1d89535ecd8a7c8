package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Erratum(
        stages = VectorAssembler.class,
        defect =
                "catches what fails behind it in the chain: the error loses its cause, "
                        + "and with `handleInvalid` skip or keep there is no error and the row is "
                        + "lost",
        cure = "disable operator chaining to see the error")
class HiddenFailureIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** Assembles one number, and fails in the operator behind the assembler. */
    private List<Integer> run(String handleInvalid) throws Exception {
        Table table = tEnv.fromDataStream(env.fromElements(1.0));
        Table assembled =
                new VectorAssembler()
                        .setInputCols("f0")
                        .setInputSizes(1)
                        .setOutputCol("vector")
                        .setHandleInvalid(handleInvalid)
                        .transform(table)[0];
        DataStream<Integer> failing =
                tEnv.toDataStream(assembled)
                        .map(
                                row -> {
                                    throw new IllegalStateException("the real reason");
                                });
        return failing.executeAndCollect(1);
    }

    @Test
    void flinkMlHidesTheReason() {
        assertThatThrownBy(() -> run("error"))
                .rootCause()
                .isExactlyInstanceOf(RuntimeException.class)
                .hasMessageStartingWith("Vector assembler failed with exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "keep"})
    void flinkMlLosesTheRow(String handleInvalid) throws Exception {
        assertThat(run(handleInvalid)).isEmpty();
    }

    @Test
    void shouldFailForTheRealReasonWithoutChaining() {
        env.disableOperatorChaining();

        assertThatThrownBy(() -> run("skip")).hasRootCauseMessage("the real reason");
    }
}
