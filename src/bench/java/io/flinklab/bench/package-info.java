/**
 * What `make bench` measures: whole workflows as processes of their own, the scorer with JMH,
 * training against Flink ML's, the scoring service against one in Python. Nothing here asserts a
 * time, and nothing here is shipped.
 */
package io.flinklab.bench;
