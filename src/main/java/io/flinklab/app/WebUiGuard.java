package io.flinklab.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets a web UI show itself, and do nothing else: checks a request before Flink's REST interface
 * does anything with it. Flink finds this class by itself, wherever its jar is; it guards only
 * where {@link #ENABLED} is set, which an embedded cluster does and a cluster elsewhere does not.
 */
public final class WebUiGuard implements InboundChannelHandlerFactory {
    static final ConfigOption<Boolean> ENABLED =
            ConfigOptions.key("flink-ml-lab.web.guard").booleanType().defaultValue(false);

    /**
     * Fails where Flink would not find this class, because the web UI would then be open.
     *
     * @throws IllegalStateException if it is so
     */
    static void require() {
        boolean found =
                ServiceLoader.load(InboundChannelHandlerFactory.class).stream()
                        .anyMatch(factory -> factory.type() == WebUiGuard.class);
        if (!found) {
            throw new IllegalStateException(
                    "expected META-INF/services to name "
                            + WebUiGuard.class.getName()
                            + ", which guards the web UI, found it not; build the jar anew");
        }
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(
            Configuration configuration, Map<String, String> responseHeaders) {
        return configuration.get(ENABLED) ? Optional.of(new ToTheFront()) : Optional.empty();
    }

    /** Flink has this behind the handler that stores uploaded files, which is too late. */
    private static final class ToTheFront extends ChannelHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            String codec = context.pipeline().context(HttpServerCodec.class).name();
            context.pipeline().addAfter(codec, null, new ReadingOnly());
            context.pipeline().remove(this);
        }
    }

    /**
     * Lets only requests through that read. The host must be this machine's own, so that a name
     * which was rebound to it (DNS rebinding) reaches nothing. The page that asks must be the web
     * UI's own; a link to it may stand anywhere. A connection ends with the first request that is
     * refused.
     */
    private static final class ReadingOnly extends ChannelDuplexHandler {
        /** A host as in a Host header, with any port: a tunnel may have another. */
        private static final Pattern OWN_HOST =
                Pattern.compile(
                        "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?",
                        Pattern.CASE_INSENSITIVE);

        private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

        /** Flink cancels and stops jobs by a GET, too, for the sake of an old YARN. */
        private static final Pattern CANCELLING =
                Pattern.compile("/yarn-(cancel|stop)\\b", Pattern.CASE_INSENSITIVE);

        private boolean refused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!refused && message instanceof HttpRequest request) {
                Optional<FullHttpResponse> refusal = refusal(request);
                refused = refusal.isPresent();
                refusal.ifPresent(
                        answer ->
                                context.writeAndFlush(answer)
                                        .addListener(ChannelFutureListener.CLOSE));
            }
            if (refused) {
                ReferenceCountUtil.release(message);
            } else {
                context.fireChannelRead(message);
            }
        }

        /** No page of another origin may read an answer, whatever Flink says. */
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response) {
                response.headers().remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
            }
            context.write(message, promise);
        }

        private static Optional<FullHttpResponse> refusal(HttpRequest request) {
            if (!isFromHere(request.headers())) {
                return Optional.of(
                        answer(
                                HttpResponseStatus.FORBIDDEN,
                                "This is the web UI of a cluster inside a process. It answers its own"
                                        + " pages alone, at localhost or 127.0.0.1."));
            }
            if (!READING.contains(request.method()) || cancels(request.uri())) {
                FullHttpResponse answer =
                        answer(
                                HttpResponseStatus.METHOD_NOT_ALLOWED,
                                "This is the web UI of a cluster inside a process. It only shows; stop"
                                        + " a job where it was started.");
                answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
                return Optional.of(answer);
            }
            return Optional.empty();
        }

        private static boolean isFromHere(HttpHeaders headers) {
            List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
            return hosts.size() == 1
                    && OWN_HOST.matcher(hosts.get(0)).matches()
                    && headers.getAll(HttpHeaderNames.ORIGIN).stream()
                            .allMatch(origin -> origin.equalsIgnoreCase("http://" + hosts.get(0)))
                    && !isPartOfAnotherPage(headers);
        }

        /**
         * Whether a page of another origin fetches, frames or runs the answer, as browsers tell.
         */
        private static boolean isPartOfAnotherPage(HttpHeaders headers) {
            String site = headers.get("Sec-Fetch-Site", "same-origin");
            boolean link =
                    "navigate".equals(headers.get("Sec-Fetch-Mode"))
                            && headers.get("Sec-Fetch-Dest", "document").equals("document");
            return !link && !site.equals("none") && !site.equals("same-origin");
        }

        private static boolean cancels(String uri) {
            return CANCELLING.matcher(new QueryStringDecoder(uri).path()).find();
        }

        private static FullHttpResponse answer(HttpResponseStatus status, String reason) {
            FullHttpResponse answer =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            status,
                            Unpooled.copiedBuffer(
                                    "{\"errors\":[\"" + reason + "\"]}", StandardCharsets.UTF_8));
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
                    .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return answer;
        }
    }
}
