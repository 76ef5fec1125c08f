package dev.sluice.testing.crash;

import dev.sluice.api.Dataset;
import dev.sluice.api.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the word count writes what it is given, once for every time it is given it.
///
/// ```text
///
/// run             a process began to write
/// 7 sea 12        in micro-batch 7, the count of `sea` became 12
/// 7 end           micro-batch 7 was written as a whole, and is on the disk
/// ```
///
/// Each row goes to the operating system alone, so that a kill can leave a part of a micro-batch behind.
final class OutputFile {

    static final String RUN = "run";
    static final String END = "end";

    private final FileChannel channel;

    /// @param path of the file, which may end in the middle of what an earlier process wrote
    OutputFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        write("\n" + RUN);
    }

    void write(Dataset<Row> rows, long batchId) {
        try {
            for (Row row : rows.collectAsList()) write(batchId + " " + row.getString(0) + " " + row.getLong(1));
            write(batchId + " " + END);
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
    }
}
