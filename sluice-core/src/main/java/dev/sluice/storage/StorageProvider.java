package dev.sluice.storage;

import dev.sluice.extension.Extension;
import java.util.Map;
import java.util.function.Supplier;

/// Opens the files that the URIs of a scheme lead to; its name is the scheme. Modules bring it, see
/// [dev.sluice.extension.Extensions].
public interface StorageProvider extends Extension {

    /// Opens the storage of one root. It lives as long as whoever asked; if it is [AutoCloseable], it is closed then.
    ///
    /// @param root scheme and authority: `s3://bucket`. Paths begin behind it.
    Storage open(String root, Surroundings around);

    /// What a storage may look at.
    ///
    /// @param settings the session's, as they are when they are asked for
    /// @param others the files of all other roots
    record Surroundings(Supplier<Map<String, String>> settings, Storage others) {}
}
