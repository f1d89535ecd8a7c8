package io.flinklab.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.DataException;
import io.flinklab.data.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The results of a search so far, in a file of JSON lines or in memory. The first line says which
 * search on which data, each other line is one result. A search that was interrupted goes on from
 * its file; a last line without an end, as a power cut leaves, is dropped.
 */
public final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<UnitResult> results = new ArrayList<>();

    /** Candidate and fold of each result. */
    private final Set<List<Integer>> known = new HashSet<>();

    private Ledger(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** A ledger that ends with the process. */
    public static Ledger inMemory() {
        return new Ledger(null, null);
    }

    /**
     * A ledger in a file, with the results that the file has; made if it is not there.
     *
     * @param data what tells the rows apart from others, as their SHA-256
     * @throws DataException the file is no ledger, is that of another search or of other data, is
     *     in use, or cannot be written
     */
    public static Ledger open(Path file, Search search, String data) {
        ObjectNode identity = identity(search, data);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DataException(
                    "Expected a file for the search's ledger; found %s, which is none. Choose another path."
                            .formatted(file));
        }
        try {
            Ledger ledger = new Ledger(file, locked(file));
            try {
                ledger.read(search, identity);
                return ledger;
            } catch (IOException | RuntimeException e) {
                ledger.close();
                throw e;
            }
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Told below: this process has it open.
        }
        channel.close();
        throw new DataException(
                file + " is in use by another search. Wait for its end, or choose another file.");
    }

    private void read(Search search, ObjectNode identity) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.isEmpty()) {
            requireBeginning(text, identity);
        } else {
            read(whole.lines().toList(), search, identity);
        }
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
        if (whole.isEmpty()) {
            write(identity);
        }
    }

    private void read(List<String> lines, Search search, ObjectNode identity) {
        requireSame(identity, object(lines.get(0), 1));
        for (int i = 1; i < lines.size(); i++) {
            keep(result(object(lines.get(i), i + 1), i + 1, search));
        }
    }

    /** A job that begins again gives a result twice. */
    private void keep(UnitResult result) {
        if (known.add(List.of(result.candidate, result.fold))) {
            results.add(result);
        }
    }

    /** Nothing but the beginning of a first line is replaced. */
    private void requireBeginning(String text, ObjectNode identity) {
        if (!identity.toString().startsWith(text)) {
            throw noLedger(1, text);
        }
    }

    /** What makes two searches have the same results. */
    private static ObjectNode identity(Search search, String data) {
        SearchOptions options = search.options();
        ObjectNode identity = JSON.createObjectNode();
        identity.put("search", search.recipe().name());
        identity.put("data", data);
        identity.put("metric", options.metric().toString());
        identity.put("folds", options.folds());
        identity.put("seed", options.seed());
        identity.put("unseen", options.unseen().toString());
        identity.set(
                "candidates",
                JSON.valueToTree(
                        search.candidates().stream().map(Candidate::hyperparameters).toList()));
        identity.set("schema", search.schema().toJson());
        return reread(identity);
    }

    /** As it is when it comes from a file: a long that fits an int is an int. */
    private static ObjectNode reread(ObjectNode node) {
        try {
            return (ObjectNode) JSON.readTree(node.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What JSON wrote it reads", e);
        }
    }

    private void requireSame(JsonNode expected, JsonNode found) {
        if (!found.has("search")) {
            throw noLedger(1, found.toString());
        }
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!expected.get(name).equals(found.get(name))) {
                throw new DataException(
                        ("%s is the ledger of another search: expected %s %s; found %s. Choose"
                                        + " another file, or the options of that search.")
                                .formatted(
                                        file,
                                        name,
                                        brief(expected.get(name)),
                                        brief(found.get(name))));
            }
        }
    }

    private static String brief(JsonNode node) {
        String text = String.valueOf(node);
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private JsonNode object(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw noLedger(number, line);
        }
        throw noLedger(number, line);
    }

    private UnitResult result(JsonNode line, int number, Search search) {
        int candidate = line.path("candidate").asInt();
        int fold = line.path("fold").asInt();
        boolean known =
                candidate >= 1
                        && candidate <= search.candidates().size()
                        && fold >= 1
                        && fold <= search.options().folds();
        if (known && line.path("value").isNumber()) {
            return UnitResult.of(candidate, fold, line.path("value").asDouble());
        } else if (known && !line.path("failure").asText().isEmpty()) {
            return UnitResult.failed(candidate, fold, line.path("failure").asText());
        }
        throw noLedger(number, line.toString());
    }

    private DataException noLedger(int line, String found) {
        return new DataException(
                "%s, line %s: expected a search's ledger; found %s. Choose another file."
                        .formatted(file, line, brief(JSON.getNodeFactory().textNode(found))));
    }

    /** The results so far, in the order in which they came. */
    synchronized List<UnitResult> results() {
        return List.copyOf(results);
    }

    /** How many results there are so far. */
    public synchronized int size() {
        return results.size();
    }

    /** Adds a result, which is in the file when this returns. */
    synchronized void add(UnitResult result) {
        if (channel != null) {
            ObjectNode line = JSON.createObjectNode();
            line.put("candidate", result.candidate).put("fold", result.fold);
            if (result.isFailed()) {
                line.put("failure", result.failure);
            } else {
                line.put("value", result.value);
            }
            try {
                write(line);
            } catch (IOException e) {
                throw OutputFile.unwritable(file, e);
            }
        }
        keep(result);
    }

    private void write(JsonNode line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Lets another search use the file. */
    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
