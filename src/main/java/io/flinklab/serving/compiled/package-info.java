/**
 * The fast way to score a row: a pipeline compiled into a few tables of coefficients. {@code
 * Symbols} derives its polynomials, {@code PipelineCompiler} lays their coefficients out as tables,
 * {@code CompiledPipeline}, which is all that others see, looks them up.
 */
package io.flinklab.serving.compiled;
