package dev.sluice.filesink;

import dev.sluice.connector.Sink;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of one task: one, or one for each partition. A task without rows writes none.
final class TaskFiles implements Sink.Writer {

    /// How much memory rows may take that wait in all files of a task together.
    private static final long TASK_BYTES = 64L << 20;

    /// How many files a task holds open.
    private static final int OPEN_FILES = 64;

    private final OutputFormat format;
    private final FileNames names;
    private final int task;
    private final WrittenFiles into;
    private final Map<String, DataFile> files = new LinkedHashMap<>();
    private int openFiles;
    private long bufferedBytes;

    TaskFiles(OutputFormat format, FileNames names, int task, WrittenFiles into) {
        this.format = format;
        this.names = names;
        this.task = task;
        this.into = into;
    }

    @Override
    public void write(Chunk chunk) {
        Chunk data = data(chunk);
        Selection rows = chunk.selection();
        if (rows.size() == 0) return;
        if (format.partitions().length == 0) {
            write(file(""), data, rows.toArray(), rows.size());
        } else {
            byDirectory(chunk)
                    .forEach((directories, found) -> write(file(directories), data, found.positions, found.count));
        }
        if (bufferedBytes > TASK_BYTES) makeRoom();
    }

    private Map<String, Rows> byDirectory(Chunk chunk) {
        Map<String, Rows> rows = new LinkedHashMap<>();
        Selection selection = chunk.selection();
        for (int i = 0; i < selection.size(); i++) {
            int row = selection.row(i);
            String directories = PartitionPath.of(chunk, row, format.schema(), format.partitions(), format.zone());
            rows.computeIfAbsent(directories, _ -> new Rows()).add(row);
        }
        return rows;
    }

    private Chunk data(Chunk chunk) {
        if (format.partitions().length == 0) return chunk;
        Vector[] columns = new Vector[format.data().length];
        for (int i = 0; i < columns.length; i++) columns[i] = chunk.column(format.data()[i]);
        return chunk.with(columns);
    }

    private DataFile file(String directories) {
        DataFile file = files.get(directories);
        if (file == null) {
            String name = names.name(task, format.writing().ending(), !directories.isEmpty());
            file = new DataFile(format, format.directory() + "/" + directories + name);
            files.put(directories, file);
            into.begin(file);
            if (file.isOpen()) opened(file);
        }
        return file;
    }

    private void write(DataFile file, Chunk data, int[] rows, int count) {
        boolean wasOpen = file.isOpen();
        bufferedBytes -= file.bufferedBytes();
        file.write(data, rows, count);
        bufferedBytes += file.bufferedBytes();
        if (!wasOpen && file.isOpen()) opened(file);
    }

    /// Those in which most waits go first.
    private void makeRoom() {
        List<DataFile> fullest = files.values().stream()
                .sorted(Comparator.comparingLong(DataFile::bufferedBytes).reversed())
                .toList();
        for (DataFile file : fullest) {
            if (bufferedBytes <= TASK_BYTES / 2) return;
            boolean wasOpen = file.isOpen();
            bufferedBytes -= file.bufferedBytes();
            file.flush();
            bufferedBytes += file.bufferedBytes();
            if (!wasOpen && file.isOpen()) opened(file);
        }
    }

    private void opened(DataFile file) {
        if (++openFiles <= OPEN_FILES) return;
        for (DataFile other : files.values()) {
            if (other != file) other.park();
        }
        openFiles = 1;
    }

    @Override
    public void close() {
        List<WrittenFile> finished = new ArrayList<>();
        for (DataFile file : files.values()) finished.add(file.finish());
        into.finish(task, finished);
    }

    /// The rows of a chunk that go into one file.
    private static final class Rows {
        private int[] positions = new int[16];
        private int count;

        void add(int position) {
            if (count == positions.length) positions = Arrays.copyOf(positions, 2 * count);
            positions[count++] = position;
        }
    }
}
