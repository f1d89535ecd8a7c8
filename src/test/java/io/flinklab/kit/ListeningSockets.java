package io.flinklab.kit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process of this machine takes connections, as Linux's {@code /proc} tells it. */
public final class ListeningSockets {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";

    private ListeningSockets() {}

    /** Skips the calling test where the operating system does not tell. */
    public static void require() {
        assumeThat(PROC.resolve("self/net/tcp"))
                .withFailMessage("SKIPPED: needs Linux's /proc")
                .isReadable();
    }

    /** The TCP sockets on which the process listens now; none where it has ended. */
    public static Set<InetSocketAddress> of(long pid) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        Set<String> own = sockets(process.resolve("fd"));
        Set<InetSocketAddress> found = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(process.resolve("net").resolve(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENS) && own.contains("socket:[" + fields[9] + "]")) {
                    found.add(address(fields[1]));
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(link).toString());
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        } catch (IOException ended) {
            return Set.of();
        }
        return sockets;
    }

    private static List<String> lines(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1).toList();
        } catch (IOException ended) {
            return List.of();
        }
    }

    /** Four bytes at a time in the machine's own order, then the port. */
    private static InetSocketAddress address(String text) throws IOException {
        String[] parts = text.split(":");
        ByteBuffer given = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
        ByteBuffer address = ByteBuffer.allocate(given.capacity()).order(ByteOrder.nativeOrder());
        while (given.hasRemaining()) {
            address.putInt(given.getInt());
        }
        return new InetSocketAddress(
                InetAddress.getByAddress(address.array()), Integer.parseInt(parts[1], 16));
    }
}
