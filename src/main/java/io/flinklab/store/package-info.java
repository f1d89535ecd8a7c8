/**
 * Versioned model directories. In a directory of this machine a version is written in a hidden
 * staging directory, beside a file that is locked as long as its publisher lives, and appears by
 * one atomic rename; elsewhere (an object store) its files are written one by one, the manifest and
 * its digest last. After that nothing in it changes. It holds Flink ML's own saved pipeline, {@code
 * parameters.json} with every fitted value (so that no Flink is needed to score), and {@code
 * manifest.json}, which says what made the model and gives the SHA-256 of each file. Opening a
 * version verifies all of them first. Nothing here needs Flink.
 */
package io.flinklab.store;
