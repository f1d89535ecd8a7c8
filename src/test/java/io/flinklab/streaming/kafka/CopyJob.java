package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.MessageRows;
import io.flinklab.data.RejectRows;
import io.flinklab.kit.TopicReader;
import io.flinklab.streaming.RowJson;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Copies a topic of texts to a topic of rejects, so that each text can be found again. */
final class CopyJob {
    private CopyJob() {}

    static void define(
            StreamExecutionEnvironment environment, String servers, String from, String to) {
        environment.enableCheckpointing(300);
        environment.setParallelism(2);
        environment
                .fromSource(
                        CustomerTopic.at("kafka://" + servers + "/" + from).source(),
                        WatermarkStrategy.noWatermarks(),
                        "texts")
                .map(new AsReject())
                .returns(RejectRows.TYPE)
                .sinkTo(
                        new RejectTopic(
                                        KafkaAddress.parse(
                                                "kafka://" + servers + "/" + to,
                                                RejectTopic.OPTIONS),
                                        Map.of())
                                .sink());
    }

    /** Fails unless the committed copies are these texts, each once. */
    static void assertCopied(List<String> texts, String servers, String topic) {
        RowJson json = new RowJson(RejectRows.TYPE);
        try (TopicReader reader = new TopicReader(servers, topic)) {
            reader.readAtLeast(texts.size());
            List<String> copies =
                    reader.readToEnd().stream()
                            .map(record -> json.read(record.value()).<String>getFieldAs(4))
                            .toList();
            assertThat(copies).containsExactlyInAnyOrderElementsOf(texts);
        }
    }

    /** The text as the reject's raw one. */
    static final class AsReject implements MapFunction<Row, Row> {
        private static final int TEXT = MessageRows.TYPE.getFieldIndex("text");

        @Override
        public Row map(Row message) {
            return Row.of(message.getField(0), message.getField(1), "", "", message.getField(TEXT));
        }
    }
}
