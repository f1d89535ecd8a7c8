/**
 * Models in Python: a worker process of {@code make python-udf}'s Python scores batches for a
 * scorer, or Flink's own Python worker does for a function in SQL.
 */
package io.flinklab.interchange.python;
