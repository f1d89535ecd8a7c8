/**
 * Versioned model directories. A version is written in a hidden staging directory and appears by
 * one atomic rename; after that nothing in it changes. It holds Flink ML's own saved pipeline,
 * {@code parameters.json} with every fitted value (so that no Flink is needed to score), and {@code
 * manifest.json}, which says what made the model and gives the SHA-256 of each file. Opening a
 * version verifies all of them first. Nothing here needs Flink.
 */
package io.flinklab.store;
