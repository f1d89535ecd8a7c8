/** Kafka topics as the stream's sources and sinks, and as the channel that announces models. */
package io.flinklab.streaming.kafka;
