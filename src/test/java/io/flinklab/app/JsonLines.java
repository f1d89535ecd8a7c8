package io.flinklab.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of JSON lines that a stream wrote. */
final class JsonLines {
    private JsonLines() {}

    /** Every line below a directory, in any order. */
    static Stream<JsonNode> in(Path directory) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    rows.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return rows.stream();
    }
}
