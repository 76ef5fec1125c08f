package dev.sluice.filesink;

import dev.sluice.storage.Storage;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tells the directories that writers filled from those where somebody else has files too, by names alone.
public final class WrittenNames {

    private static final Predicate<String> WRITTEN = Pattern.compile(
                    "\\.?part-\\d{5,}-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}[-.]c\\d+\\..*|_SUCCESS|\\._SUCCESS\\.crc")
            .asMatchPredicate();

    private WrittenNames() {}

    /// Whether all files of a directory, and of those of its partitions, have names that writers give: Sluice's or
    /// Spark's.
    public static boolean only(Storage storage, String directory) {
        for (Storage.Entry entry : storage.list(directory)) {
            String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
            if (name.equals(Manifest.DIRECTORY)) continue;
            if (entry.directory() ? !name.contains("=") || !only(storage, entry.path()) : !WRITTEN.test(name)) {
                return false;
            }
        }
        return true;
    }
}
