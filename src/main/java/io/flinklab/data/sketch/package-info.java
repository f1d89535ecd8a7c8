/**
 * How the values of a table's columns are spread, in a few numbers a column, so that later rows can
 * be compared with rows that nobody has any more.
 */
package io.flinklab.data.sketch;
