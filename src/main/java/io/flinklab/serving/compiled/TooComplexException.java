package io.flinklab.serving.compiled;

/**
 * A pipeline that is not worth folding, or that has a stage in a place where folding knows no way.
 */
final class TooComplexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooComplexException(String reason) {
        super(reason);
    }
}
