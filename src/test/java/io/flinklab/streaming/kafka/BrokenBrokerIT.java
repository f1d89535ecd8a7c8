package io.flinklab.streaming.kafka;

import io.flinklab.app.Lab;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.kit.TopicWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that goes away and comes back while a job reads from it and writes to it. */
class BrokenBrokerIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void aKilledAndAStoppedBrokerCostNoRecordAndDoubleNone() throws Exception {
        List<String> texts = IntStream.range(0, 9_000).mapToObj(i -> "text " + i).toList();
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.createTopic("texts", 2);
            broker.createTopic("copies", 2);
            StreamExecutionEnvironment environment = LAB.cluster().environment();
            CopyJob.define(environment, broker.servers(), "texts", "copies");
            JobClient job = environment.executeAsync("copy");
            try (TopicWriter writer = new TopicWriter(broker.servers(), "texts")) {
                writer.write(texts.subList(0, 3_000));
                CopyJob.assertCopied(texts.subList(0, 3_000), broker.servers(), "copies");

                Thread load = new Thread(() -> writer.write(texts.subList(3_000, 6_000), 1_500));
                load.start();
                broker.kill();
                broker.restart();
                load.join();
                CopyJob.assertCopied(texts.subList(0, 6_000), broker.servers(), "copies");

                broker.stop();
                broker.restart();
                writer.write(texts.subList(6_000, 9_000));
                CopyJob.assertCopied(texts, broker.servers(), "copies");
            } finally {
                job.cancel().get();
            }
        }
    }
}
