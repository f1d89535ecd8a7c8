package io.flinklab.interchange.python;

import io.flinklab.interchange.Runtimes;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that is stopped as if its machine were, with a worker that it has just named. */
final class UnclosedScorer {
    static final int EXIT = 9;

    private UnclosedScorer() {}

    public static void main(String[] arguments) throws Exception {
        Runtimes.PYTHON.open(PythonUdf.served(Files.readAllBytes(Path.of(arguments[0]))));
        System.out.println(PythonUdf.workers().iterator().next().pid());
        System.out.flush();
        Runtime.getRuntime().halt(EXIT);
    }
}
