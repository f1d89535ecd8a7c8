/**
 * What only the notebooks call: the course's jobs, traps, comparisons and exercises, made of the
 * other packages.
 */
package io.flinklab.lesson;
