package io.flinklab.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one jar that travels to a cluster: whole, and with nothing that a cluster has. */
class JobJarIT {
    private static final Path JAR = Path.of("target/flink-ml-lab-job.jar");

    @Test
    void shouldHoldWhatAFlinkDistributionHasNot() throws Exception {
        assertThat(entries())
                .contains(
                        "io/flinklab/streaming/ScoringJob.class",
                        "org/apache/flink/ml/api/Stage.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/flink/connector/datagen/source/DataGeneratorSource.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "com/fasterxml/jackson/databind/ObjectMapper.class",
                        "de/siegmar/fastcsv/reader/CsvReader.class",
                        // In application mode the command line is the job's program.
                        "picocli/CommandLine.class",
                        // An ONNX file is looked into before ONNX Runtime gets it.
                        "ai/onnx/proto/OnnxMl.class");
    }

    @Test
    void shouldHoldNeitherFlinkNorWhatOnlyTheProgramNeeds() throws Exception {
        assertThat(entries())
                .doesNotContain(
                        "org/apache/flink/streaming/api/environment/StreamExecutionEnvironment.class",
                        "org/apache/flink/table/api/Table.class",
                        "org/slf4j/Logger.class",
                        "org/apache/logging/log4j/Logger.class",
                        "org/eclipse/jetty/server/Server.class",
                        "tech/tablesaw/api/Table.class");
    }

    private static List<String> entries() throws Exception {
        assumeThat(JAR).withFailMessage("SKIPPED: needs %s; run mvn package", JAR).isRegularFile();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
