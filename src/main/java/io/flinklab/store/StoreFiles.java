package io.flinklab.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a store's files are: a directory, or a part of an object store. Files are named relative to
 * it, with slashes; the empty name is the place itself.
 *
 * <p>Every method throws {@link IOException} where the place cannot be reached or does not permit
 * what is asked; that says nothing about what the place holds.
 */
public interface StoreFiles {

    /** What is under a name. */
    enum Kind {
        NOTHING,
        FILE,
        DIRECTORY
    }

    /** A name as people write it, with the place in front. */
    String where(String name);

    /** A name as a path of this machine; empty for places elsewhere. */
    Optional<Path> path(String name);

    /** What is under a name now. */
    Kind kind(String name) throws IOException;

    /**
     * Names of the directories directly in the place, in any order; empty where it is not there.
     */
    List<String> directories() throws IOException;

    /** Names, relative to a directory, of all files below it, in any order. */
    List<String> files(String directory) throws IOException;

    /**
     * A file's content.
     *
     * @throws java.nio.file.NoSuchFileException there is no such file
     */
    InputStream open(String name) throws IOException;

    /** Makes or replaces a file; a reader sees the old content or the new, never a part. */
    void write(String name, byte[] content) throws IOException;

    /** Deletes a file; nothing happens where there is none. */
    void delete(String name) throws IOException;

    /**
     * A new, empty directory of this machine to prepare a version in. What earlier calls made is
     * deleted where it is certain that whoever asked for it has died, however old it is.
     */
    Staging stage() throws IOException;

    /**
     * Gives staged files their name, so that {@link #isPublished} is true of all of them or none.
     *
     * @param staged may be empty afterwards
     * @param last the staged files that are written after all others, in this order, where the
     *     place cannot make all of them visible at once
     * @return false, with nothing published, if that name is another publisher's
     */
    boolean publish(Path staged, String directory, List<String> last) throws IOException;

    /**
     * Whether a directory is whole.
     *
     * @param last the file of it that is written last, where files are written one by one
     */
    boolean isPublished(String directory, String last) throws IOException;
}
