package io.flinklab.app;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts {@link WebUiRequests} before everything that Flink's REST interface does with a request.
 * Flink finds this class by itself, wherever its jar is; it guards only where {@link #ENABLED} is
 * set, which an embedded cluster does and a cluster elsewhere does not.
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
            context.pipeline().addAfter(codec, null, new WebUiRequests());
            context.pipeline().remove(this);
        }
    }
}
