/** Model stores in any file system that Flink knows, and where a store is, for a job to carry. */
package io.flinklab.store.flink;
