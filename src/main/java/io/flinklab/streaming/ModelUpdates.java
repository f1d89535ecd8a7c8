package io.flinklab.streaming;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/**
 * Models to come, for a job that is running.
 *
 * @param models those that may be used, as they come into use
 */
public record ModelUpdates(DataStream<Row> models) {}
