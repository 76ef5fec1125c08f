package dev.sluice.filesink;

/// A file that is finished.
///
/// @param path in its storage
/// @param modifiedMillis since 1970
public record WrittenFile(String path, long sizeBytes, long modifiedMillis) {

    /// The directory it is in, with the slash.
    String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
