/**
 * A table: its {@link io.flinklab.data.Schema}, its rows as {@link io.flinklab.data.Example}s or as
 * {@link io.flinklab.data.Reject}s that say why not, the files that a path stands for, and the
 * {@link io.flinklab.data.Split} into training and test rows. {@link io.flinklab.data.Dataset}
 * reads whole files in plain Java. No class here needs Flink, save to open a file on its file
 * systems.
 */
package io.flinklab.data;
