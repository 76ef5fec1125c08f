package dev.sluice.checkpoint;

import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.error.ErrorCondition;
import dev.sluice.storage.Storage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of the files of a checkpoint.
///
/// ```text
/// metadata                                        {"id":"…"}: the query's id, as Spark has it
/// lock                                            held while a query runs
/// epoch/00000000000000000003                      which opening is the last, and who it is
/// log/00000000000000000017.log                    a segment of the log
/// snapshot/00000000000000001200-0000000003.snap   all that stands before, folded: batch id, epoch of the writer
/// tables/0000000003-0000000000.table              a part of snapshots whose state is in a backend: epoch, number
/// history/00000000000000000012                    no segment before this one counts: they may be deleted any time
/// closed/00000000000000000003                     where the log ended when this opening was closed in good order
/// ```
///
/// @param directory of the checkpoint
record CheckpointFiles(Storage storage, String directory) {

    private static final Pattern SEGMENT = Pattern.compile("(\\d{20})\\.log");
    private static final Pattern SNAPSHOT = Pattern.compile("(\\d{20})-(\\d{10})\\.snap");
    private static final Pattern TABLE = Pattern.compile("(\\d{10})-(\\d{10})\\.table");
    private static final Pattern NUMBER = Pattern.compile("\\d{20}");

    /// @param batchId the last micro-batch that is in the snapshot
    record SnapshotName(long batchId, long epoch) {}

    String metadata() {
        return directory + "/metadata";
    }

    String lock() {
        return directory + "/lock";
    }

    String epoch(long number) {
        return String.format(Locale.ROOT, "%s/epoch/%020d", directory, number);
    }

    String segment(long number) {
        return String.format(Locale.ROOT, "%s/log/%020d.log", directory, number);
    }

    String snapshot(SnapshotName name) {
        return String.format(Locale.ROOT, "%s/snapshot/%020d-%010d.snap", directory, name.batchId(), name.epoch());
    }

    String table(TableName name) {
        return String.format(Locale.ROOT, "%s/tables/%010d-%010d.table", directory, name.epoch(), name.number());
    }

    String history(long firstSegment) {
        return String.format(Locale.ROOT, "%s/history/%020d", directory, firstSegment);
    }

    String closed(long epoch) {
        return String.format(Locale.ROOT, "%s/closed/%020d", directory, epoch);
    }

    /// The segments that count.
    NavigableSet<Long> segments() {
        NavigableSet<Long> beginnings = numbers("history");
        NavigableSet<Long> all = allSegments();
        return beginnings.isEmpty() ? all : all.tailSet(beginnings.getLast(), true);
    }

    /// The segments that are there, those included that were given up and not yet deleted.
    NavigableSet<Long> allSegments() {
        var numbers = new TreeSet<Long>();
        for (Storage.Entry file : storage.list(directory + "/log")) {
            Matcher matcher = SEGMENT.matcher(file.name());
            if (matcher.matches()) numbers.add(Long.parseLong(matcher.group(1)));
        }
        return numbers;
    }

    /// Those files of a directory whose name is a number: `epoch`, `history`, `closed`.
    NavigableSet<Long> numbers(String kind) {
        var numbers = new TreeSet<Long>();
        for (Storage.Entry file : storage.list(directory + "/" + kind)) {
            if (NUMBER.matcher(file.name()).matches()) numbers.add(Long.parseLong(file.name()));
        }
        return numbers;
    }

    /// All snapshots, sound or not, the newest first.
    List<SnapshotName> snapshots() {
        return storage.list(directory + "/snapshot").stream()
                .map(file -> SNAPSHOT.matcher(file.name()))
                .filter(Matcher::matches)
                .map(name -> new SnapshotName(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                .sorted(Comparator.comparingLong(SnapshotName::batchId)
                        .thenComparingLong(SnapshotName::epoch)
                        .reversed())
                .toList();
    }

    /// All tables, those included that no snapshot refers to.
    List<TableName> tables() {
        return storage.list(directory + "/tables").stream()
                .map(file -> TABLE.matcher(file.name()))
                .filter(Matcher::matches)
                .map(name -> new TableName(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                .toList();
    }

    /// @throws dev.sluice.error.SluiceException if it is a checkpoint of Spark's
    void requireOurs() {
        sparkDirectory().ifPresent(found -> {
            throw ErrorCondition.CHECKPOINT_OF_SPARK
                    .error()
                    .with("path", directory)
                    .with("directory", found)
                    .build();
        });
    }

    /// A directory that Spark's checkpoints have and ours have not, if there is one.
    Optional<String> sparkDirectory() {
        return List.of("offsets", "commits", "state").stream()
                .filter(name -> storage.find(directory + "/" + name).isPresent())
                .findFirst();
    }
}
