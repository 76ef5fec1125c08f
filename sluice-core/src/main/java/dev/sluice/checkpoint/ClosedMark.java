package dev.sluice.checkpoint;

import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the log ended when a query was closed in good order.
///
/// A log that a crash ended may be shorter than what was written, and nobody can tell a torn end from one that was cut
/// off later. After a stop in good order that can be told: the log has to reach as far as the mark says.
final class ClosedMark {

    private ClosedMark() {}

    /// Says where the log ends. It matters to no promise, so a mark that can't be written is none.
    static void write(CheckpointFiles files, Epoch epoch, LogPosition end) {
        try {
            JsonObject json = JsonValue.object()
                    .put("segment", end.segment())
                    .put("offset", end.offset())
                    .put("crc", checksum(epoch.number(), end))
                    .build();
            files.storage().create(files.closed(epoch.number()), LogEntryCodec.bytes(json));
            for (long older : files.numbers("closed").headSet(epoch.number())) {
                files.storage().delete(files.closed(older));
            }
        } catch (SluiceException _) {
            // A full disk, or one that is away: what was committed is durable all the same.
        }
    }

    /// @param end where the log ends now
    /// @param notes receives what is wrong with the mark itself
    /// @throws SluiceException if the log is shorter than it was
    static void check(CheckpointFiles files, @Nullable LogPosition end, List<String> notes) {
        NavigableSet<Long> marks = files.numbers("closed");
        if (marks.isEmpty()) return;
        long epoch = marks.getLast();
        if (end != null && epoch < LogChain.header(files, end.segment()).epoch()) return;
        LogPosition marked = read(files, epoch);
        if (marked == null) {
            notes.add(CheckpointErrors.damaged(files.closed(epoch), 0, "it does not say where the log ended")
                    .sentence());
            return;
        }
        if (end == null || end.segment() < marked.segment()) {
            throw CheckpointErrors.damaged(files.segment(marked.segment()), 0, "the file is missing");
        }
        if (end.segment() == marked.segment() && end.offset() < marked.offset()) {
            throw CheckpointErrors.damaged(
                    files.segment(end.segment()),
                    end.offset(),
                    "no sound record follows, and the log went on to byte " + marked.offset()
                            + " when the query was stopped");
        }
    }

    /// The marks that cannot be read.
    static List<String> damaged(CheckpointFiles files) {
        return files.numbers("closed").stream()
                .filter(epoch -> read(files, epoch) == null)
                .map(files::closed)
                .toList();
    }

    private static @Nullable LogPosition read(CheckpointFiles files, long epoch) {
        try {
            JsonObject json = LogEntryCodec.json(files.storage().read(files.closed(epoch)));
            var marked = new LogPosition(
                    json.require("segment").asLong(), json.require("offset").asLong());
            return json.require("crc").asLong() == checksum(epoch, marked) ? marked : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static long checksum(long epoch, LogPosition end) {
        var crc = new CRC32C();
        crc.update((epoch + " " + end.segment() + " " + end.offset()).getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
