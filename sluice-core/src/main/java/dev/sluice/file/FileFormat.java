package dev.sluice.file;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.extension.Extension;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;

/// A format of files, by the name that `format("…")` and `USING …` say.
///
/// ```text
/// options, schema ──▶ FileReading ──▶ RowReader ──▶ chunks      a file, or a piece of it
/// options, schema ──▶ FileWriting ──▶ FileWriter ◀── chunks     a file
/// ```
///
/// What all files have in common (paths, patterns, directories that say columns, streams of files, manifests, merging
/// of small files) is added to it.
public interface FileFormat extends Extension {

    /// What the format itself understands, besides what is understood of all files.
    List<OptionSpec> options();

    /// Whether the columns are known without looking into files.
    default boolean hasOwnSchema() {
        return false;
    }

    /// Refuses columns, given by the user, that can't be read from such files.
    ///
    /// @param schema without the columns that directories say
    void checkReadable(Options options, DataType.Struct schema);

    /// The columns that files have; nothing if the format needs files and there are none.
    Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around);

    /// How files are read.
    ///
    /// @param schema what [#infer] gave, or a user's that passed [#checkReadable]
    FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around);

    /// How files are written.
    ///
    /// @throws dev.sluice.error.SluiceException if they can't hold such columns
    FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around);
}
