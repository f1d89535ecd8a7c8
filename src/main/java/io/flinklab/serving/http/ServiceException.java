package io.flinklab.serving.http;

/** The service cannot start. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason what was expected, what was found, what to do
     */
    public ServiceException(String reason) {
        super(reason);
    }

    ServiceException(ServiceOptions options, Throwable cause) {
        super(
                "Expected to listen at %s, port %s; found: %s. Choose another address or port (0 is any free one)."
                        .formatted(options.host(), options.port(), rootMessage(cause)),
                cause);
    }

    private static String rootMessage(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
