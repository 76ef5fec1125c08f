package dev.sluice.builtin;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import dev.sluice.type.DataType;
import java.util.List;

/// Files read as a whole, as they are when they are read.
record FileInput(String name, InputPaths paths, FileLayout layout, Storage storage, int parallelism)
        implements StaticInput {

    @Override
    public DataType.Struct schema() {
        return layout.columns();
    }

    @Override
    public StaticInput withMetadata() {
        return new FileInput(name, paths, layout.withMetadata(), storage, parallelism);
    }

    @Override
    public String description() {
        return "FileScan " + name + " [" + paths.description() + "]";
    }

    @Override
    public List<String> files() {
        return paths.files().stream().map(file -> StoragePaths.uri(file.path())).toList();
    }

    @Override
    public List<Split> splits() {
        return FileSplits.of(paths.files(), layout, storage, parallelism);
    }
}
