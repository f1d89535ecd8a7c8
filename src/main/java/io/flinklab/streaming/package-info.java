/** Flink jobs that score customers on a stream, and change models while they run. */
package io.flinklab.streaming;
