package io.flinklab.kit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One S3 server for all test classes that register this; while they run, {@code s3:} means it. */
public final class SharedS3 implements BeforeAllCallback {
    private S3Server server;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ExtensionContext.Store shared =
                context.getRoot().getStore(Namespace.create(SharedS3.class));
        server = shared.get(S3Server.class, S3Server.class);
        if (server == null) {
            server = S3Server.start();
            // JUnit closes it after the last test.
            shared.put(S3Server.class, server);
        }
        server.connect();
    }

    /** The server. */
    public S3Server server() {
        return server;
    }
}
