/**
 * Examples on Flink: the one codec between an example and a Flink row ({@link
 * io.flinklab.data.flink.ExampleRows}), bounded files as a source ({@link
 * io.flinklab.data.flink.ExampleSource}), and files of a directory as they come ({@link
 * io.flinklab.data.flink.DataFileSource}).
 */
package io.flinklab.data.flink;
