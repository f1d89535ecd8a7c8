package io.flinklab.serving.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers, in JSON, the requests that Jetty itself refuses. */
final class JsonErrors implements Request.Handler {
    private final Duration patience;

    JsonErrors(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Throwable cause = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        Refusal refusal =
                cause instanceof HttpException malformed
                        ? malformed(malformed)
                        : refusal(response.getStatus());
        new Exchange(request, response, callback, patience).refuse(refusal);
        return true;
    }

    private static Refusal malformed(HttpException fault) {
        int status = fault.getCode();
        return switch (status) {
            case HttpStatus.URI_TOO_LONG_414 ->
                    new Refusal(status, "expected a path of at most 8 KB, found a longer one");
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                    new Refusal(status, "expected headers of at most 8 KB together, found more");
            case HttpStatus.EXPECTATION_FAILED_417 ->
                    new Refusal(status, "expected Expect: 100-continue or none, found another");
            // A version or a coding that is not known here is the client's error as well.
            default ->
                    new Refusal(
                            HttpStatus.isClientError(status) ? status : HttpStatus.BAD_REQUEST_400,
                            "expected a request as HTTP/1.1 describes it, found one with a fault: "
                                    + told(fault));
        };
    }

    private static String told(HttpException fault) {
        String reason = fault.getReason();
        // Without a reason of its own it gives the status's name.
        return reason == null || reason.equals(HttpStatus.getMessage(fault.getCode()))
                ? "its first line or a header cannot be read"
                : reason;
    }

    private static Refusal refusal(int status) {
        return status == HttpStatus.SERVICE_UNAVAILABLE_503
                ? Refusal.busy("expected a service that goes on, found one that stops")
                : new Refusal(status, Endpoints.OWN_ERROR);
    }
}
