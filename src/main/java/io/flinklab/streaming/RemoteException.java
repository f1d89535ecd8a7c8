package io.flinklab.streaming;

/** The scoring service stayed away, or is not what it should be. */
public final class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RemoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
