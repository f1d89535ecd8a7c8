package io.flinklab.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways to name a file, existing or not, in a directory. */
enum PathForm {
    /** Nothing is there. */
    FRESH {
        @Override
        Path make(Path directory, String name, Path data) {
            return directory.resolve(name);
        }
    },
    /** A file with something else in it. */
    OTHER {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return Files.writeString(directory.resolve(name), "file,line,column,reason,raw\n");
        }
    },
    LINK_TO_OTHER {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, name, OTHER.make(directory, "other-" + name, data));
        }
    },
    LINK_TO_NOTHING {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, name, Path.of("nothing-" + name));
        }
    },
    LINK_TO_ITSELF {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, name, Path.of(name));
        }
    },
    DIRECTORY {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return Files.createDirectory(directory.resolve(name));
        }
    },
    /** From here on: the data, by one of its names. */
    DATA {
        @Override
        Path make(Path directory, String name, Path data) {
            return data;
        }
    },
    DATA_THROUGH_PARENT {
        @Override
        Path make(Path directory, String name, Path data) {
            Path parent = data.getParent();
            return parent.resolve("..").resolve(parent.getFileName()).resolve(data.getFileName());
        }
    },
    DATA_RELATIVE {
        @Override
        Path make(Path directory, String name, Path data) {
            return Path.of("").toAbsolutePath().relativize(data);
        }
    },
    LINK_TO_DATA {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, name, data);
        }
    },
    LINK_TO_LINK_TO_DATA {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, name, link(directory, "first-" + name, data).getFileName());
        }
    },
    HARD_LINK_TO_DATA {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return Files.createLink(directory.resolve(name), data);
        }
    },
    DATA_IN_LINKED_DIRECTORY {
        @Override
        Path make(Path directory, String name, Path data) throws IOException {
            return link(directory, "to-" + name, data.getParent()).resolve(data.getFileName());
        }
    };

    /**
     * Makes what the name stands for.
     *
     * @param data a file that is there
     */
    abstract Path make(Path directory, String name, Path data) throws IOException;

    boolean isData() {
        return ordinal() >= DATA.ordinal();
    }

    private static Path link(Path directory, String name, Path target) throws IOException {
        return Files.createSymbolicLink(directory.resolve(name), target);
    }
}
