/**
 * The errata of Flink ML 2.3.0: one class for each defect. A class needs Flink and Flink ML alone
 * to show what is wrong, and fails when a release repairs it; where this project has something that
 * does it right, a second test shows that.
 *
 * <p>The table of all of them is {@code notebooks/flink-ml-2.3.0.md}.
 */
package io.flinklab.errata;
