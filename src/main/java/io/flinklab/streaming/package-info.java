/** Flink jobs that score examples on a stream, and change models while they run. */
package io.flinklab.streaming;
