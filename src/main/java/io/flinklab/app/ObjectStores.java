package io.flinklab.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;

/**
 * Gives this process Flink's file systems for addresses such as {@code s3://bucket/models}, which
 * are plugins: those of the environment's FLINK_PLUGINS_DIR, otherwise those in {@code plugins}
 * beside the jar. A Flink cluster elsewhere has plugins and settings of its own.
 *
 * <p>Settings are those of {@code flink-conf.yaml} in FLINK_CONF_DIR, then the environment's
 * AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 */
public final class ObjectStores {
    /**
     * With these limits a store that does not answer fails within 20 seconds: Hadoop tries twice,
     * and Amazon's client twice each time. Their own limits take far longer.
     */
    private static final Map<String, String> LIMITS =
            Map.of(
                    "s3.connection.establish.timeout", "5000",
                    "s3.connection.timeout", "5000",
                    "s3.attempts.maximum", "1",
                    "s3.retry.limit", "1",
                    "s3.retry.interval", "200ms");

    /** Warns that it does not know the types of files by their names. */
    private static final Logger AMAZON = Logger.getLogger("com.amazonaws");

    private static boolean connected;

    private ObjectStores() {}

    /** Connects this process as its environment says; later calls do nothing. */
    public static synchronized void connect() {
        if (!connected) {
            connect(System.getenv());
        }
    }

    /** Connects this process, again if it was before. */
    public static synchronized void connect(Map<String, String> environment) {
        AMAZON.setLevel(Level.SEVERE);
        Configuration configuration = configuration(environment);
        FileSystem.initialize(
                configuration,
                new DefaultPluginManager(
                        plugins(environment),
                        CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
        connected = true;
    }

    static Configuration configuration(Map<String, String> environment) {
        String directory = environment.get(ConfigConstants.ENV_FLINK_CONF_DIR);
        Configuration configuration =
                directory == null
                        ? new Configuration()
                        : GlobalConfiguration.loadConfiguration(directory);
        String endpoint =
                environment.getOrDefault(
                        "AWS_ENDPOINT_URL_S3", environment.get("AWS_ENDPOINT_URL"));
        if (endpoint != null && !configuration.containsKey("s3.endpoint")) {
            configuration.setString("s3.endpoint", endpoint);
            // Only Amazon's own service takes buckets as host names.
            fill(configuration, "s3.path.style.access", "true");
        }
        fill(configuration, "s3.access-key", environment.get("AWS_ACCESS_KEY_ID"));
        fill(configuration, "s3.secret-key", environment.get("AWS_SECRET_ACCESS_KEY"));
        LIMITS.forEach((key, value) -> fill(configuration, key, value));
        return configuration;
    }

    private static void fill(Configuration configuration, String key, String value) {
        if (value != null && !configuration.containsKey(key)) {
            configuration.setString(key, value);
        }
    }

    private static Collection<PluginDescriptor> plugins(Map<String, String> environment) {
        String given = environment.get(ConfigConstants.ENV_FLINK_PLUGINS_DIR);
        Path directory = given == null ? Main.program().resolveSibling("plugins") : Path.of(given);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try {
            return new DirectoryBasedPluginFinder(directory).findPlugins();
        } catch (IOException e) {
            throw new UncheckedIOException("Flink's plugins in " + directory, e);
        }
    }
}
