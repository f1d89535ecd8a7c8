package io.flinklab.data.flink;

import io.flinklab.data.DataFiles;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** The data files below some paths, each time they are looked for. */
interface FileListing {

    /**
     * All that is there, in the order of names. What is wrong with one name is told of that name.
     *
     * @throws IOException if the file system does not answer
     */
    List<FoundFile> list() throws IOException;

    /**
     * Looks closer at a file that was just listed.
     *
     * @throws IOException if the file system does not answer
     */
    FoundFile closer(FoundFile file) throws IOException;

    /**
     * The listing for these paths, which are on one file system.
     *
     * @param again whether there will be other looks. Otherwise links that lead nowhere and what is
     *     no file are left out as in {@link DataFiles}, which has told of them.
     */
    static FileListing of(List<Path> paths, boolean again) {
        String scheme = paths.get(0).toUri().getScheme();
        return scheme == null || scheme.equals("file")
                ? new LocalListing(paths, again)
                : new RemoteListing(paths);
    }
}
