package io.flinklab.serving.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Good requests made worse: in their bytes, their structure, their headers, their chunks. */
final class RequestMutations {
    private static final List<String> TOKENS =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\r\n\r\n",
                    "\0",
                    " ",
                    "\t",
                    ":",
                    ";",
                    ",",
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    "NaN",
                    "-Infinity",
                    "null",
                    "true",
                    "1e999999999",
                    "-0",
                    "0.1e-400",
                    "9".repeat(2000),
                    "[".repeat(2000),
                    "{\"a\":".repeat(500),
                    "\\ud800",
                    "\\u0000",
                    "\u00ef\u00bb\u00bf",
                    "\u00ff",
                    "\u00c0\u0080",
                    "\u001f\u008b",
                    "%00",
                    "%2e%2e/",
                    "%zz",
                    "..;/",
                    "//",
                    "?",
                    "#",
                    "*",
                    "http://[::1",
                    "HTTP/9.9",
                    "HTTP/1.0",
                    "HTTP/2.0",
                    "ffffffffffffffff",
                    "-1",
                    "0x10",
                    "4294967296",
                    "a".repeat(9000));

    private static final List<String> HEADERS =
            List.of(
                    "Content-Length: 0",
                    "Content-Length: 5",
                    "Content-Length: 99999",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: -1",
                    "Content-Length: +5",
                    "Content-Length:",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: chunked, chunked",
                    "Transfer-Encoding:",
                    "Host: there",
                    "Host:",
                    "Host: a b",
                    "Connection: close",
                    "Connection: upgrade",
                    "Upgrade: h2c",
                    "Upgrade: websocket",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "Expect: 100-continue",
                    "Expect: nonsense",
                    "Content-Encoding: gzip",
                    "Content-Type: text/plain",
                    "Content-Type:",
                    "Content-Type: application/json; charset=latin1",
                    "Accept: text/html",
                    "Accept:",
                    "Accept-Charset: none",
                    "TE: trailers",
                    "Trailer: a",
                    "Range: bytes=0-1",
                    "If-Match: x",
                    "X: " + "x".repeat(9000),
                    " folded",
                    ": none",
                    "X",
                    "X : y",
                    "Cookie: a=\"b; c",
                    "Forwarded: for=x",
                    "Origin: null",
                    "X-\u00e9: \u00e9");

    private static final List<String> METHODS =
            List.of(
                    "GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PRI",
                    "get", "");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "NaN",
                    "Infinity",
                    "[]",
                    "{}",
                    "\"\"",
                    "\"x\"",
                    "-1",
                    "1e400",
                    "1e-400",
                    "0.30000000000000000000001",
                    "9007199254740993",
                    "[[[[1]]]]",
                    "{\"Age\":{}}",
                    "\"\\ud83d\"",
                    "'x'",
                    "01",
                    ".5",
                    "5.",
                    "+5",
                    "0x5",
                    "",
                    "1 2",
                    "\"a\u0001\"",
                    "/**/1");

    private final RandomGenerator random;
    private final List<String> good;
    private final List<UnaryOperator<String>> mutations =
            List.of(
                    this::flip,
                    this::remove,
                    this::insert,
                    this::repeat,
                    this::cut,
                    this::cross,
                    this::token,
                    this::header,
                    this::dropLine,
                    this::method,
                    this::value,
                    this::digit);

    /**
     * @param good whole requests, a byte for each character
     */
    RequestMutations(RandomGenerator random, List<String> good) {
        this.random = random;
        this.good = good;
    }

    /** The next one, one to four times mutated. */
    byte[] next() {
        String request = any(good);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            request = any(mutations).apply(request);
        }
        return request.getBytes(ISO_8859_1);
    }

    private String flip(String request) {
        if (request.isEmpty()) {
            return request;
        }
        int at = random.nextInt(request.length());
        char other = (char) random.nextInt(256);
        return request.substring(0, at) + other + request.substring(at + 1);
    }

    private String remove(String request) {
        int from = place(request);
        int to = Math.min(request.length(), from + 1 + random.nextInt(20));
        return request.substring(0, from) + request.substring(to);
    }

    private String insert(String request) {
        StringBuilder bytes = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(20))
                .forEach(i -> bytes.append((char) random.nextInt(256)));
        return put(bytes.toString(), request);
    }

    private String repeat(String request) {
        int from = place(request);
        int to = from + random.nextInt(request.length() - from + 1);
        return put(request.substring(from, to).repeat(1 + random.nextInt(3)), request);
    }

    private String cut(String request) {
        return request.substring(0, place(request));
    }

    private String cross(String request) {
        String other = any(good);
        return request.substring(0, place(request)) + other.substring(place(other));
    }

    private String token(String request) {
        return put(any(TOKENS), request);
    }

    private String header(String request) {
        int line = request.indexOf("\r\n");
        return line < 0
                ? request
                : request.substring(0, line) + "\r\n" + any(HEADERS) + request.substring(line);
    }

    private String dropLine(String request) {
        int from = request.indexOf('\n', place(request));
        int to = request.indexOf('\n', from + 1);
        return from < 0 || to < 0 ? request : request.substring(0, from) + request.substring(to);
    }

    private String method(String request) {
        int end = request.indexOf(' ');
        return end < 0 ? request : any(METHODS) + request.substring(end);
    }

    /** With the length that the headers say, so that the value is read. */
    private String value(String request) {
        int colon = request.indexOf("\": ", request.indexOf("\r\n\r\n") + place(request) / 2);
        int comma = request.indexOf(',', colon);
        if (colon < 0 || comma < 0) {
            return request;
        }
        String changed = request.substring(0, colon + 3) + any(VALUES) + request.substring(comma);
        int head = changed.indexOf("\r\n\r\n") + 4;
        return changed.replaceFirst(
                "Content-Length: \\d+", "Content-Length: " + (changed.length() - head));
    }

    private String digit(String request) {
        int[] digits =
                IntStream.range(0, request.length())
                        .filter(i -> Character.isDigit(request.charAt(i)))
                        .toArray();
        if (digits.length == 0) {
            return request;
        }
        int at = digits[random.nextInt(digits.length)];
        return request.substring(0, at) + random.nextInt(10) + request.substring(at + 1);
    }

    private String put(String what, String request) {
        int at = place(request);
        return request.substring(0, at) + what + request.substring(at);
    }

    private int place(String request) {
        return random.nextInt(request.length() + 1);
    }

    private <T> T any(List<T> those) {
        return those.get(random.nextInt(those.size()));
    }
}
