/** A kit that tries every public stage of Flink ML in the same way. */
package io.flinklab.flinkml;
