package dev.sluice.builtin;

import dev.sluice.connector.Split;
import dev.sluice.file.FileReading;
import dev.sluice.file.InputFile;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// Cuts files into splits: a large file into pieces, many small ones together.
///
/// ```text
/// files    a          b   c   d
/// splits   ├────┼─────┤   ├───────┤
/// ```
final class FileSplits {

    /// As large as a split may be: large enough that what a task costs does not show.
    private static final long MAXIMUM_BYTES = 32L << 20;
    /// As small as it pays to make one.
    private static final long MINIMUM_BYTES = 1L << 20;
    /// What a file costs to open, in bytes read meanwhile.
    private static final long OPENING_BYTES = 1L << 17;

    private static final System.Logger LOG = System.getLogger("FileScan");

    private FileSplits() {}

    static List<Split> of(List<InputFile> files, FileLayout layout, Storage storage, int parallelism) {
        long total = files.stream()
                .mapToLong(file -> file.sizeBytes() + OPENING_BYTES)
                .sum();
        long wanted = Math.clamp(total / Math.max(1, parallelism), MINIMUM_BYTES, MAXIMUM_BYTES);
        var splits = new ArrayList<Split>();
        var together = new ArrayList<FilePiece>();
        long bytes = 0;
        for (InputFile file : files) {
            for (FilePiece piece : pieces(file, layout.reading(), wanted)) {
                long cost = piece.end() - piece.start() + OPENING_BYTES;
                if (!together.isEmpty() && bytes + cost > wanted) {
                    splits.add(new FileSplit(List.copyOf(together), layout, storage));
                    together.clear();
                    bytes = 0;
                }
                together.add(piece);
                bytes += cost;
            }
        }
        if (!together.isEmpty()) splits.add(new FileSplit(List.copyOf(together), layout, storage));
        return splits;
    }

    private static List<FilePiece> pieces(InputFile file, FileReading reading, long wanted) {
        if (file.sizeBytes() == 0 && reading.splittable(file.path())) {
            // As in Spark: there is nothing in it, and also not what begins and ends files of such a format.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The file " + file.path() + " has no bytes, so it has no rows. A stream counts it as read, also if"
                            + " something is written into it later: move files in when they are whole.");
            return List.of();
        }
        if (!reading.splittable(file.path()) || file.sizeBytes() <= wanted + wanted / 2) {
            return List.of(new FilePiece(file, 0, file.sizeBytes()));
        }
        var pieces = new ArrayList<FilePiece>();
        for (long start = 0; start < file.sizeBytes(); start += wanted) {
            pieces.add(new FilePiece(file, start, Math.min(start + wanted, file.sizeBytes())));
        }
        return pieces;
    }
}
