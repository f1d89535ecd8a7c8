import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Waits until two task managers are there: {@code AwaitCluster URL}; a minute at most. */
class AwaitCluster {
    public static void main(String[] arguments) throws InterruptedException {
        URI overview = URI.create(arguments[0] + "/overview");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!read(overview).contains("\"taskmanagers\":2")) {
            if (System.nanoTime() > end) {
                System.err.println("No two task managers at " + overview + " within a minute:");
                System.exit(1);
            }
            Thread.sleep(100);
        }
    }

    private static String read(URI overview) {
        try (InputStream answer = overview.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }
}
