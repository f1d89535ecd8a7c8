package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Schema;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says what a table holds, for commands that have no model to tell them. */
final class SchemaOption {
    @Option(
            names = "--schema",
            description =
                    "The schema file of the table (default: the course's table of bank customers)."
                            + " `schema` writes one.")
    private Path file;

    /** The schema, read now. */
    Schema schema() {
        return file == null ? Churn.SCHEMA : Schema.read(file);
    }
}
