package dev.sluice.state;

import java.io.InputStream;
import java.util.List;

/// What a backend held at a moment, as files: to be kept elsewhere, and given back to a backend of the same name.
public interface StateFiles extends AutoCloseable {

    /// @param lasting whether a file of this name has this content in all that the same place saves from now on, so
    ///     that it has to be kept once; the others are small
    record File(String name, long sizeBytes, boolean lasting) {}

    List<File> files();

    /// The content of a file from its beginning; the caller closes it.
    ///
    /// @throws dev.sluice.error.SluiceException naming the file, if it can't be read
    InputStream open(String name);

    /// Gives back what holding them takes.
    @Override
    void close();
}
