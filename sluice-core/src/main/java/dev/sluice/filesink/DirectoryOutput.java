package dev.sluice.filesink;

import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Writes rows as a whole into a directory: files of one uuid, then `_SUCCESS`.
///
/// Overwriting deletes what was there after everything new is written, so that a failure loses nothing, and the rows
/// may come from the same directory.
public final class DirectoryOutput implements TableOutput {

    private static final String SUCCESS = "_SUCCESS";

    private final OutputFormat format;
    private final Machine machine;

    public DirectoryOutput(OutputFormat format, Machine machine) {
        this.format = format.unsynced();
        this.machine = machine;
    }

    @Override
    public boolean exists() {
        return format.storage().find(format.directory()).isPresent();
    }

    @Override
    public boolean isItsOwn() {
        return new WrittenNames(format).only();
    }

    @Override
    public SluiceException alreadyExists() {
        return ErrorCondition.PATH_ALREADY_EXISTS
                .error()
                .with("outputPath", StoragePaths.uri(format.storage().absolute(format.directory())))
                .build();
    }

    @Override
    public Sink.Batch begin(SaveMode mode) {
        boolean streamed = new Manifest(format.storage(), format.directory()).exists();
        if (streamed && mode != SaveMode.OVERWRITE) {
            throw ErrorCondition.DIRECTORY_OF_A_STREAM
                    .error()
                    .with("directory", format.directory())
                    .build();
        }
        List<Storage.Entry> old = new ArrayList<>();
        if (mode == SaveMode.OVERWRITE) collect(format.directory(), old);
        return new DirectoryBatch(old, machine.newId());
    }

    /// All files and directories below one, those within first.
    private void collect(String directory, List<Storage.Entry> into) {
        for (Storage.Entry entry : format.storage().list(directory)) {
            if (entry.directory()) collect(entry.path(), into);
            into.add(entry);
        }
    }

    private final class DirectoryBatch implements Sink.Batch {
        private final List<Storage.Entry> old;
        private final FileNames names;
        private final WrittenFiles written = new WrittenFiles(format.storage());

        private DirectoryBatch(List<Storage.Entry> old, UUID id) {
            this.old = old;
            names = () -> id;
        }

        @Override
        public Sink.Writer writer(int partition) {
            return format.writer(names, partition, written);
        }

        @Override
        public void commit() {
            // Without rows there is one file nevertheless: its header may be worth reading.
            if (written.all().isEmpty() && format.partitions().length == 0) writeEmpty();
            Set<String> inUse = new HashSet<>();
            for (WrittenFile file : written.all()) {
                for (String path = file.path();
                        path.length() > format.directory().length(); ) {
                    inUse.add(path);
                    path = path.substring(0, path.lastIndexOf('/'));
                }
            }
            for (Storage.Entry entry : old) {
                if (!inUse.contains(entry.path())) format.storage().delete(entry.path());
            }
            format.storage().create(format.directory() + "/" + SUCCESS, new byte[0]);
        }

        private void writeEmpty() {
            var file = new DataFile(
                    format,
                    format.directory() + "/" + names.name(0, format.writing().ending(), false));
            written.begin(file);
            file.finish();
        }

        @Override
        public void abort(Throwable cause) {
            written.delete();
        }
    }
}
