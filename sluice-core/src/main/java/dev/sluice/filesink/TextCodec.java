package dev.sluice.filesink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// How the text of a file is compressed.
public enum TextCodec {
    NONE(""),
    GZIP(".gz"),
    DEFLATE(".deflate");

    private final String ending;

    TextCodec(String ending) {
        this.ending = ending;
    }

    /// What it adds to a file's name.
    String ending() {
        return ending;
    }

    OutputStream compress(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, 1 << 13);
            case DEFLATE -> new DeflaterOutputStream(out);
        };
    }

    /// Whether compressed files, one behind the other, are one: Java's and Hadoop's readers take gzip for that.
    boolean concatenates() {
        return this != DEFLATE;
    }
}
