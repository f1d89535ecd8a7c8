import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks whether a cluster's ports are free: {@code ClusterPorts REST_PORT [RPC_PORT]}; prints the
 * second one, or a free one where it is not given.
 */
class ClusterPorts {
    private static final int LOWEST = 10_000;

    /** Linux gives those from here on to outgoing connections. */
    private static final int LOWEST_OUTGOING = 32_768;

    private static final int HIGHEST = 65_535;

    public static void main(String[] ports) {
        for (String port : ports) {
            if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > HIGHEST) {
                fail("Expected the number of a port, 1 to 65535; found " + port);
            }
            if (!isFree(Integer.parseInt(port))) {
                fail(
                        "Port "
                                + port
                                + " of 127.0.0.1 is taken, perhaps by another Flink cluster. Stop"
                                + " what listens there or take another port, as `make cluster"
                                + " PORT=8091`.");
            }
        }
        System.out.println(ports.length > 1 ? ports[1] : free(ports[0]));
    }

    private static String free(String taken) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, LOWEST_OUTGOING)
                .filter(port -> port != Integer.parseInt(taken) && isFree(port))
                .mapToObj(Integer::toString)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static void fail(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
