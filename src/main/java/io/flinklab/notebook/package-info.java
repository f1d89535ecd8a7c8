/**
 * What the notebooks' cells show: tables, charts, pictures of Flink jobs, and the source of the
 * methods that they call. Display only: nothing here computes a result. Every value has a plain
 * text form that is the same on every run, so that committed outputs can be compared with fresh
 * ones, and a screen reader has something to say.
 */
package io.flinklab.notebook;
