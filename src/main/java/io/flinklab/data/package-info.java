/**
 * A table's rows, from text to values. A {@link io.flinklab.data.Schema} says what a table holds;
 * an {@link io.flinklab.data.ExampleParser} or an {@link io.flinklab.data.ExampleJson} turns one
 * record into an {@link io.flinklab.data.Example} or into a {@link io.flinklab.data.Reject} that
 * says why not; {@link io.flinklab.data.Dataset} does so for whole files in plain Java, {@link
 * io.flinklab.data.ExampleSource} on a Flink stream. {@link io.flinklab.data.Split} says which rows
 * train and which test.
 */
package io.flinklab.data;
