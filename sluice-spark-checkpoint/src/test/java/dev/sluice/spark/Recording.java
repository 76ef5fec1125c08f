package dev.sluice.spark;

import dev.sluice.testing.PackedDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Checkpoints that a real Spark 4.2.0 wrote over the first [#FILES] files of [Events], in three partitions.
final class Recording {

    static final int FILES = 6;
    static final int PARTITIONS = 3;

    /// Stands for where the files were.
    private static final String EVENTS = "file:///EVENTS/";

    private static final PackedDirectory PACKED = new PackedDirectory(name -> name.startsWith("sources/"));

    private Recording() {}

    private static String name(MovedQuery query) {
        return "checkpoints/" + query.word() + ".zip";
    }

    /// Unpacks one.
    ///
    /// @param events where the files are now
    static void unpack(MovedQuery query, Path checkpoint, Path events) throws IOException {
        String here = events.toUri().toString();
        try (InputStream packed = Recording.class.getResourceAsStream("/" + name(query))) {
            PACKED.unpack(packed, checkpoint, text -> text.replace(EVENTS, here));
        }
    }

    static void pack(MovedQuery query, Path checkpoint, Path events, Path resources) throws IOException {
        String here = events.toUri().toString();
        PACKED.pack(checkpoint, resources.resolve(name(query)), text -> text.replace(here, EVENTS));
    }
}
