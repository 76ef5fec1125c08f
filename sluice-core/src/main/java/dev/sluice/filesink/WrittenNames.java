package dev.sluice.filesink;

import dev.sluice.storage.Storage;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tells the directories that a table's writers filled from those where somebody else has files too, by names alone:
/// Sluice's or Spark's, with the ending of the table's format, below directories of the table's partitions.
final class WrittenNames {

    private final OutputFormat format;
    private final Predicate<String> isWritten;

    WrittenNames(OutputFormat format) {
        this.format = format;
        isWritten = Pattern.compile("\\.?part-\\d{5,}-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}[-.]c\\d+"
                        + Pattern.quote(format.writing().ending()) + "(\\.crc)?|_SUCCESS|\\._SUCCESS\\.crc")
                .asMatchPredicate();
    }

    /// Whether all files have such names.
    boolean only() {
        return only(format.directory(), 0);
    }

    private boolean only(String directory, int level) {
        for (Storage.Entry entry : format.storage().list(directory)) {
            String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
            if (level == 0 && name.equals(Manifest.DIRECTORY)) continue;
            boolean known = entry.directory()
                    ? isPartition(name, level) && only(entry.path(), level + 1)
                    : isWritten.test(name);
            if (!known) return false;
        }
        return true;
    }

    private boolean isPartition(String name, int level) {
        if (level >= format.partitions().length) return false;
        String column = format.schema().field(format.partitions()[level]).name();
        return name.regionMatches(true, 0, column + "=", 0, column.length() + 1);
    }
}
