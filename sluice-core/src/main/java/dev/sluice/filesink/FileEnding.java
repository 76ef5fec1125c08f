package dev.sluice.filesink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// How a file ends: its format's and its compression's part of the name, such as `.json.gz`.
///
/// @param format with its dot
public record FileEnding(String format, Codec codec) {

    /// How the bytes are compressed.
    public enum Codec {
        NONE(""),
        GZIP(".gz"),
        DEFLATE(".deflate");

        private final String ending;

        Codec(String ending) {
            this.ending = ending;
        }
    }

    /// The end of a file's name.
    public String text() {
        return format + codec.ending;
    }

    OutputStream compress(OutputStream out) throws IOException {
        return switch (codec) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, 1 << 13);
            case DEFLATE -> new DeflaterOutputStream(out);
        };
    }

    /// Whether compressed files, one behind the other, are one: Java's and Hadoop's readers take gzip for that.
    boolean concatenates() {
        return codec != Codec.DEFLATE;
    }
}
