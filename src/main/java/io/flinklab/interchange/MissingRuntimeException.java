package io.flinklab.interchange;

/** A runtime that is not on this machine. */
public final class MissingRuntimeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param what the runtime's name
     * @param cure the command that installs it
     */
    public MissingRuntimeException(String what, String cure, Throwable cause) {
        super(
                "Expected %s on this machine; found none. Run `%s`, then try again."
                        .formatted(what, cure),
                cause);
    }
}
