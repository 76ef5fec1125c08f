package dev.sluice.checkpoint;

import dev.sluice.checkpoint.StoredTables.Table;
import dev.sluice.checkpoint.StoredTables.TableName;
import java.util.ArrayList;
import java.util.List;

/// The state of a snapshot, where it does not stand in the snapshot's own file.
sealed interface StoredState permits StoredTables, StoredPieces {

    List<Table> tables();

    /// Those tables that are files of the checkpoint.
    default List<TableName> files() {
        List<TableName> names = new ArrayList<>();
        for (Table table : tables()) if (table.file() != null) names.add(table.file());
        return names;
    }

    default long fileBytes() {
        return tables().stream()
                .filter(table -> table.file() != null)
                .mapToLong(Table::sizeBytes)
                .sum();
    }

    /// Looks whether all files are there.
    ///
    /// @param sound knows which need not be read again
    /// @throws dev.sluice.error.SluiceException naming the file that is damaged
    default void verify(CheckpointFiles files, SoundTables sound) {
        for (Table table : tables()) table.verify(files, sound);
    }
}
