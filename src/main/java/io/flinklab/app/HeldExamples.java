package io.flinklab.app;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * Examples in this process's memory as a bounded stream, for jobs on a cluster in this process: a
 * job carries a key to them instead of a copy. After closing, no further job finds them.
 */
final class HeldExamples implements AutoCloseable {
    private static final Map<String, List<Example>> HELD = new ConcurrentHashMap<>();

    private final String key = UUID.randomUUID().toString();
    private final ExampleRows codec;

    HeldExamples(Schema schema, List<Example> examples) {
        codec = new ExampleRows(schema);
        HELD.put(key, examples);
    }

    /** The examples as rows of their {@link ExampleRows}, in their order, at parallelism 1. */
    DataStream<Row> rows(StreamExecutionEnvironment environment) {
        return environment
                .fromCollection(new Rows(codec, key), codec.type())
                .name("rows in memory");
    }

    @Override
    public void close() {
        HELD.remove(key);
    }

    private static final class Rows implements Iterator<Row>, Serializable {
        private static final long serialVersionUID = 1L;

        private final ExampleRows codec;
        private final String key;
        private transient Iterator<Example> examples;

        Rows(ExampleRows codec, String key) {
            this.codec = codec;
            this.key = key;
        }

        @Override
        public boolean hasNext() {
            return examples().hasNext();
        }

        @Override
        public Row next() {
            return codec.toRow(examples().next());
        }

        private Iterator<Example> examples() {
            if (examples == null) {
                examples = HELD.get(key).iterator();
            }
            return examples;
        }
    }
}
