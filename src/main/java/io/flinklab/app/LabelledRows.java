package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.Labels;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.TopicRecords;

/** Labelled rows that become more, in the order in which they came. */
final class LabelledRows {
    private final String address;
    private final Schema schema;

    private Dataset data;
    private long labels;
    private String records = "";

    /**
     * @param address files, or a topic of one partition
     */
    LabelledRows(String address, Schema schema) {
        this.address = address;
        this.schema = schema;
    }

    /** All that there are when they were last read. */
    Dataset data() {
        return data;
    }

    /** How many came so far, with those that a topic no longer has. */
    long labels() {
        return labels;
    }

    /** Reads them all; those of a topic if it has others than before. */
    void read() {
        if (KafkaAddress.is(address)) {
            read(TopicRecords.at(address));
        } else {
            data = DataOptions.read(schema, address, Labels.REQUIRED);
            labels = data.examples().size();
        }
    }

    private void read(TopicRecords topic) {
        if (topic.partitions() != 1) {
            throw new DataException(
                    "%s: expected a topic of 1 partition, found %s: rows of several have no order, so that none is the newest. Give a topic of one partition."
                            .formatted(topic, topic.partitions()));
        }
        if (!topic.toString().equals(records)) {
            data = topic.dataset(schema, Labels.REQUIRED);
            labels = topic.before() + data.examples().size();
            records = topic.toString();
        }
    }
}
