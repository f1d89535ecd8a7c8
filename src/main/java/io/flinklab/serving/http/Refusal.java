package io.flinklab.serving.http;

/** A request that is answered with an error. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status
     * @param reason what was expected and what was found
     */
    Refusal(int status, String reason) {
        // A hostile client may cause many, and the stack says nothing about the request.
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
