package io.flinklab.app;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.SplittableIterator;

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

    /**
     * The examples as rows of their {@link ExampleRows}.
     *
     * @param subtasks that read, each its share of them; with 1, in their order
     */
    DataStream<Row> rows(StreamExecutionEnvironment environment, int subtasks) {
        return environment
                .fromParallelCollection(new Rows(codec, key, 0, 1), codec.type())
                .setParallelism(subtasks)
                .name("rows in memory");
    }

    @Override
    public void close() {
        HELD.remove(key);
    }

    /** The examples of a first position and of every so many after it. */
    private static final class Rows extends SplittableIterator<Row> {
        private static final long serialVersionUID = 1L;

        private final ExampleRows codec;
        private final String key;
        private final int step;
        private long next;
        private transient List<Example> examples;

        Rows(ExampleRows codec, String key, int first, int step) {
            this.codec = codec;
            this.key = key;
            this.step = step;
            next = first;
        }

        @Override
        public boolean hasNext() {
            if (examples == null) {
                examples = HELD.get(key);
            }
            return next < examples.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row row = codec.toRow(examples.get((int) next));
            next += step;
            return row;
        }

        @Override
        @SuppressWarnings("unchecked") // an array of a generic type, as Flink's interface asks for
        public Iterator<Row>[] split(int parts) {
            return IntStream.range(0, parts)
                    .mapToObj(part -> new Rows(codec, key, part, parts))
                    .toArray(Iterator[]::new);
        }

        @Override
        public int getMaximumNumberOfSplits() {
            return Integer.MAX_VALUE;
        }
    }
}
