/**
 * A saved model in plain Java: one example in, one score out, without Flink on the class path. An
 * {@code Interpreter} repeats the fitted stages one by one and is the authority on what a row
 * gives. For speed {@code serving.compiled} compiles the same pipeline: because every stage is
 * arithmetic on numbers and categories, the whole of it is, for each combination of categories, one
 * small polynomial in the numeric columns. Rows out of the ordinary (an unseen category that is
 * refused or skipped, a number that is none) go to the interpreter.
 */
package io.flinklab.serving;
