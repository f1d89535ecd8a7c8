import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Waits until a cluster has two task managers: {@code AwaitCluster URL RPC_PORT PID...}; a minute
 * at most, and no longer than its processes live. By its port for RPC it tells the cluster from
 * another one that answers there.
 */
class AwaitCluster {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    public static void main(String[] arguments) throws InterruptedException {
        String url = arguments[0];
        String own = "{\"key\":\"jobmanager.rpc.port\",\"value\":\"" + arguments[1] + "\"}";
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            for (int i = 2; i < arguments.length; i++) {
                if (ProcessHandle.of(Long.parseLong(arguments[i])).isEmpty()) {
                    fail("A process of the cluster ended, number " + arguments[i] + ":");
                }
            }
            String configuration = read(url + "/jobmanager/config");
            if (!configuration.isEmpty() && !configuration.contains(own)) {
                fail("Another Flink cluster answers at " + url + ":");
            }
            if (!configuration.isEmpty()
                    && read(url + "/overview").contains("\"taskmanagers\":2,")) {
                return;
            }
            if (System.nanoTime() > end) {
                fail("No two task managers at " + url + " within a minute:");
            }
            Thread.sleep(100);
        }
    }

    private static String read(String address) {
        try (InputStream answer = URI.create(address).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }

    private static void fail(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
