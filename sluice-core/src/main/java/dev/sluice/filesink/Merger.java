package dev.sluice.filesink;

import dev.sluice.connector.Wanted;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.file.InputFile;
import dev.sluice.format.RowReader;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Makes large files of small ones, beside the stream: byte by byte where the form allows it, else row by row.
///
/// A merged file counts once an entry of the manifest names it in the place of its parts, in one step. If the stream
/// ends before that, the merged file is a leftover and the parts go on to count.
final class Merger {

    private static final System.Logger LOG = System.getLogger("FileStreamSink");
    private static final int BUFFER_BYTES = 1 << 18;

    /// @param parts in order
    private record Merged(List<WrittenFile> parts, WrittenFile whole) {}

    private final OutputFormat format;
    private final Ownership ownership;
    private final long targetBytes;
    private final Executor beside;
    private final List<Merged> ready = new ArrayList<>();
    private boolean running;
    private boolean working;
    private volatile boolean closed;

    Merger(OutputFormat format, Ownership ownership, long targetBytes, Executor beside) {
        this.format = format;
        this.ownership = ownership;
        boolean can =
                format.writing().concatenates() || format.writing().rereading().isPresent();
        this.targetBytes = can ? targetBytes : 0;
        this.beside = beside;
    }

    /// Looks through the files (which are not kept), unless it is still at work on those of the last time.
    ///
    /// @param latest the last micro-batch that is decided
    synchronized void offer(List<WrittenFile> files, long latest) {
        if (targetBytes == 0 || running || !ready.isEmpty() || closed) return;
        List<List<WrittenFile>> groups = MergePlan.of(files, targetBytes);
        if (groups.isEmpty()) return;
        running = true;
        beside.execute(() -> merge(groups, latest));
    }

    private void merge(List<List<WrittenFile>> groups, long latest) {
        if (!begin()) return;
        try {
            for (List<WrittenFile> group : groups) {
                if (closed) return;
                WrittenFile whole = merge(group, ownership.merged(latest));
                synchronized (this) {
                    ready.add(new Merged(group, whole));
                }
            }
        } catch (Closed _) {
            // They stay as they are.
        } catch (SluiceException | IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Small files were not merged; they stay as they are", e);
        } finally {
            synchronized (this) {
                running = false;
                working = false;
                notifyAll();
            }
        }
    }

    private synchronized boolean begin() {
        working = !closed;
        return working;
    }

    /// Nobody wants the merged file any more.
    private static final class Closed extends IOException {
        Closed() {
            super("the sink is closed");
        }
    }

    private void checkOpen() throws Closed {
        if (closed) throw new Closed();
    }

    private WrittenFile merge(List<WrittenFile> parts, FileNames names) throws IOException {
        Storage storage = format.storage();
        String directory = parts.getFirst().directory();
        boolean inPartition = directory.length() > format.directory().length() + 1;
        String path = directory + names.name(0, format.writing().ending(), inPartition);
        try {
            return format.writing().concatenates() ? concatenated(parts, path) : rewritten(parts, path);
        } catch (SluiceException | IOException e) {
            // Where there was no room for it, its beginning takes some.
            if (storage.find(path).isPresent()) storage.delete(path);
            throw e;
        }
    }

    /// The rows of all parts in a file of their own.
    private WrittenFile rewritten(List<WrittenFile> parts, String path) throws IOException {
        FileReading reading = format.writing()
                .rereading()
                .orElseThrow(() -> SluiceException.bug("files are merged that can't be read again"));
        var file = new DataFile(format, path);
        try {
            for (WrittenFile part : parts) {
                var found = new InputFile(part.path(), part.sizeBytes(), part.modifiedMillis());
                var bytes = new FileBytes(format.storage(), found);
                try (RowReader rows = reading.open(bytes, 0, bytes.size(), Wanted.ALL)) {
                    for (Chunk chunk = rows.read(); chunk != null; chunk = rows.read()) {
                        checkOpen();
                        file.write(chunk, chunk.selection().toArray(), chunk.rowCount());
                    }
                }
            }
            return file.finish();
        } catch (SluiceException | IOException e) {
            file.abandon();
            throw e;
        }
    }

    private WrittenFile concatenated(List<WrittenFile> parts, String path) throws IOException {
        Storage storage = format.storage();
        long bytes = copy(parts, path);
        long expected = parts.stream().mapToLong(WrittenFile::sizeBytes).sum();
        if (bytes != expected) {
            throw new IOException("files in " + parts.getFirst().directory() + " have " + bytes + " bytes and not the "
                    + expected + " that the manifest says");
        }
        // Its own time and not that of its parts: readers hold a file to what the manifest says of it.
        long modified = storage.find(path).map(Storage.Entry::modifiedMillis).orElse(0L);
        return new WrittenFile(path, bytes, modified);
    }

    private long copy(List<WrittenFile> parts, String path) throws IOException {
        Storage storage = format.storage();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (Storage.NewFile out = storage.begin(path)) {
            for (WrittenFile part : parts) {
                try (InputStream in = storage.open(part.path(), 0)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        checkOpen();
                        out.write(buffer, 0, read);
                        bytes += read;
                    }
                }
            }
            out.finish(true);
        }
        return bytes;
    }

    /// The files with what is merged by now in the place of its parts.
    ///
    /// @param replaced takes the parts
    synchronized List<WrittenFile> apply(List<WrittenFile> files, List<WrittenFile> replaced) {
        Map<String, @Nullable WrittenFile> places = new HashMap<>();
        Set<String> there = new HashSet<>();
        files.forEach(file -> there.add(file.path()));
        for (Merged merged : ready) {
            boolean whole = merged.parts().stream().allMatch(part -> there.contains(part.path()))
                    && format.storage().find(merged.whole().path()).isPresent();
            if (!whole) continue; // a part's time is over: the next look takes the rest
            merged.parts().forEach(part -> places.put(part.path(), null));
            places.put(merged.parts().getFirst().path(), merged.whole());
            replaced.addAll(merged.parts());
        }
        ready.clear();
        List<WrittenFile> result = new ArrayList<>();
        for (WrittenFile file : files) {
            if (!places.containsKey(file.path())) {
                result.add(file);
            } else {
                WrittenFile whole = places.get(file.path());
                if (whole != null) result.add(whole);
            }
        }
        return result;
    }

    /// Begins no more, and waits for the one that is at work to notice: whoever has closed a sink may take its files
    /// away, or close the storage.
    synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (working) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
