package io.flinklab.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that prepares a model until it is ended. */
final class StagingOwner {
    private StagingOwner() {}

    /**
     * @param args the store's directory
     */
    public static void main(String[] args) throws IOException {
        Staging staging = ModelStore.at(Path.of(args[0])).stage();
        StoreFixture.save(staging.pipeline());
        System.out.println(staging.directory());
        // The one who started this process holds its input open.
        while (System.in.read() >= 0) {}
    }
}
