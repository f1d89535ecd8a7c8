package io.flinklab.app;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Flink's metrics for Prometheus at one address; Flink's own reporter listens at all of them. */
public final class PrometheusAtAddress extends AbstractPrometheusReporter {
    private static final String NAME = "metrics.reporter.prometheus.";
    private static final String HOST = "host";
    private static final String PORT = "port";

    private final HTTPServer server;

    private PrometheusAtAddress(InetSocketAddress address) throws IOException {
        server = new HTTPServer(address, registry(), true);
    }

    /** Makes a cluster with these settings report there. */
    static void configure(Configuration settings, ListenAddress address) {
        settings.setString(NAME + "factory.class", Factory.class.getName());
        settings.setString(NAME + HOST, address.host());
        settings.setString(NAME + PORT, Integer.toString(address.port()));
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }

    /** Flink keeps it for reporters of its own package. */
    private CollectorRegistry registry() {
        try {
            Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
            registry.setAccessible(true);
            return (CollectorRegistry) registry.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Flink keeps the metrics for Prometheus elsewhere", e);
        }
    }

    /** What Flink makes it with. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties settings) {
            String host = settings.getProperty(HOST);
            int port = Integer.parseInt(settings.getProperty(PORT));
            try {
                return new PrometheusAtAddress(new InetSocketAddress(host, port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
