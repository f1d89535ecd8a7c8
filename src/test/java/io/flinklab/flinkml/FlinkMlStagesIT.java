package io.flinklab.flinkml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flinklab.errata.StockFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public stage of Flink ML, tried in the same way. What fails or differs is in {@code
 * notebooks/flink-ml-2.3.0.md}; {@code -Dflinkml.table=write} writes that page anew.
 */
class FlinkMlStagesIT {
    private static final Path PAGE = Path.of("notebooks", "flink-ml-2.3.0.md");
    private static final StageTable TABLE = new StageTable(Errata.find());

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    /** Most jobs wait more than they compute. */
    private static final ExecutorService TWO_AT_ONCE = Executors.newFixedThreadPool(2);

    private static final Map<StageCase, Future<String>> ROWS = new LinkedHashMap<>();

    @BeforeAll
    static void tryAllStages() {
        assertThatCode(
                        () ->
                                Class.forName(
                                        ""
                                                + "org.apache.flink.shaded.guava30.com.google.common.hash.Hashing"))
                .as(
                        "Maven puts flink-shaded-guava 30 on the class path of "
                                + "integration tests; elsewhere add it from target/lib")
                .doesNotThrowAnyException();
        for (StageCase stage : stages()) {
            StageTrial trial = new StageTrial(FLINK::environment, stage);
            ROWS.put(stage, TWO_AT_ONCE.submit(() -> TABLE.row(stage, trial.run())));
        }
    }

    @AfterAll
    static void stop() {
        TWO_AT_ONCE.shutdownNow();
    }

    static List<StageCase> stages() {
        return StageCases.ALL;
    }

    @Test
    void shouldTryEveryPublicStage() throws Exception {
        assertThat(stages().stream().flatMap(stage -> stage.classes().stream()))
                .containsExactlyInAnyOrderElementsOf(PublicStages.find());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void shouldDoWhatThePageSays(StageCase stage) throws Exception {
        String row = ROWS.get(stage).get();

        if (!writes()) {
            assertThat(Files.readAllLines(PAGE)).contains(row);
        }
    }

    @Test
    void shouldBeThePageThatTheRunsGive() throws Exception {
        String page = TABLE.page(rows());

        if (writes()) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static List<String> rows() throws InterruptedException, ExecutionException {
        List<String> rows = new ArrayList<>();
        for (Future<String> row : ROWS.values()) {
            rows.add(row.get());
        }
        return rows;
    }

    private static boolean writes() {
        return "write".equals(System.getProperty("flinkml.table"));
    }
}
