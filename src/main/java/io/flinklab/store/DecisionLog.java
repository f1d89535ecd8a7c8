package io.flinklab.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was decided about the version in use: each decision is a file of its own, named by its time,
 * so that nothing is lost where two processes decide at once and an object store cannot append.
 */
final class DecisionLog {
    private static final String DIRECTORY = "decisions";

    /** Seconds since 1970, nanoseconds, and what tells two files of the same time apart. */
    private static final Pattern NAME = Pattern.compile("(\\d{12})\\.(\\d{9})-[0-9a-f]{8}\\.json");

    private final StoreFiles files;
    private final Clock clock;

    DecisionLog(StoreFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    boolean isDirectory(String name) {
        return name.equals(DIRECTORY);
    }

    /** All decisions, oldest first. */
    List<Decision> read() {
        return names().stream().map(this::read).toList();
    }

    /** The newest one. */
    Optional<Decision> last() {
        List<String> names = names();
        return names.isEmpty() ? Optional.empty() : Optional.of(read(names.get(names.size() - 1)));
    }

    /** Writes a decision down, later than all others whatever the clock says. */
    Decision add(Decision decision) {
        List<String> names = names();
        Instant now = clock.instant();
        if (!names.isEmpty()) {
            Instant after = time(names.get(names.size() - 1)).plusNanos(1);
            now = after.isAfter(now) ? after : now;
        }
        String name =
                String.format(
                        Locale.ROOT,
                        "%s/%012d.%09d-%s.json",
                        DIRECTORY,
                        now.getEpochSecond(),
                        now.getNano(),
                        UUID.randomUUID().toString().substring(0, 8));
        try {
            Decision written = decision.at(now);
            files.write(name, StoreJson.write(written));
            return written;
        } catch (IOException e) {
            throw StoreException.unwritable(files.where(name), e);
        }
    }

    private List<String> names() {
        try {
            return files.kind(DIRECTORY) == StoreFiles.Kind.DIRECTORY
                    ? files.files(DIRECTORY).stream()
                            .filter(name -> NAME.matcher(name).matches())
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(DIRECTORY), e);
        }
    }

    private Decision read(String name) {
        String file = DIRECTORY + "/" + name;
        try (InputStream in = files.open(file)) {
            return StoreJson.read(in.readAllBytes(), Decision.class, files.where(file));
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(file), e);
        }
    }

    private static Instant time(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name + " is no decision's name");
        }
        return Instant.ofEpochSecond(
                Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
    }
}
