package io.flinklab.serving.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;

/** A request that is answered with an error. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient HttpField header;

    /**
     * @param status the HTTP status
     * @param reason what was expected and what was found
     */
    Refusal(int status, String reason) {
        this(status, reason, null);
    }

    private Refusal(int status, String reason, HttpField header) {
        // A hostile client may cause many, and the stack says nothing about the request.
        super(reason, null, false, false);
        this.status = status;
        this.header = header;
    }

    /** The path is there, for other methods. */
    static Refusal method(String reason, String allowed) {
        return new Refusal(405, reason, new HttpField(HttpHeader.ALLOW, allowed));
    }

    /** It may be asked again in a second. */
    static Refusal busy(String reason) {
        return new Refusal(503, reason, new HttpField(HttpHeader.RETRY_AFTER, "1"));
    }

    int status() {
        return status;
    }

    /** What the answer says in a header as well. */
    Optional<HttpField> header() {
        return Optional.ofNullable(header);
    }
}
