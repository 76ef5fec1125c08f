package dev.sluice.filesink;

import dev.sluice.connector.Sink;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of one task: one, or one for each partition. A task without rows writes none.
final class TaskFiles implements Sink.Writer {

    /// How many characters wait in a file before they are written, and in all files of a task together.
    private static final int FILE_CHARACTERS = 1 << 16;

    private static final int TASK_CHARACTERS = 1 << 24;

    /// How many files a task holds open.
    private static final int OPEN_FILES = 64;

    private final OutputFormat format;
    private final FileNames names;
    private final int task;
    private final WrittenFiles into;
    private final Map<String, DataFile> files = new LinkedHashMap<>();
    private int openFiles;

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
        int[] partitions = format.partitions();
        DataFile only = partitions.length == 0 && rows.size() > 0 ? file("") : null;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            DataFile file = only;
            if (file == null) {
                file = file(PartitionPath.of(chunk, row, format.schema(), partitions, format.zone()));
            }
            file.write(data, row);
            if (file.pending() >= limit()) flush(file);
        }
    }

    private Chunk data(Chunk chunk) {
        if (format.partitions().length == 0) return chunk;
        Vector[] columns = new Vector[format.data().length];
        for (int i = 0; i < columns.length; i++) columns[i] = chunk.column(format.data()[i]);
        return chunk.with(columns);
    }

    private int limit() {
        return Math.min(FILE_CHARACTERS, TASK_CHARACTERS / files.size());
    }

    private DataFile file(String directories) {
        DataFile file = files.get(directories);
        if (file == null) {
            String name = names.name(task, format.ending(), !directories.isEmpty());
            file = new DataFile(format, format.directory() + "/" + directories + name);
            files.put(directories, file);
            into.begin(file);
        }
        return file;
    }

    private void flush(DataFile file) {
        if (!file.isOpen() && ++openFiles > OPEN_FILES) {
            files.values().forEach(DataFile::park);
            openFiles = 1;
        }
        file.flush();
    }

    @Override
    public void close() {
        List<WrittenFile> finished = new ArrayList<>();
        for (DataFile file : files.values()) finished.add(file.finish());
        into.finish(task, finished);
    }
}
