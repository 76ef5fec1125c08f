package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompressionType;
import org.rocksdb.Env;
import org.rocksdb.Priority;
import org.rocksdb.RocksDBException;

/// What a database takes from the machine and gives back, and what it says when the machine has no more.
class RocksBytesTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path parent;

    @Test
    void aDatabaseThatCannotBeOpenedLeavesNothing() throws IOException {
        // Only Windows has it.
        var settings = settings(CompressionType.XPRESS_COMPRESSION);
        SluiceException failure = assertThrows(SluiceException.class, () -> RocksBytes.open(settings));
        assertEquals(ErrorCondition.IO_ERROR, failure.condition());
        assertNoFiles();
    }

    @Test
    void aFullDiskIsToldFromOtherFailures() {
        var rocks = new RocksDBException("While appending to file: /s/000012.sst: No space left on device");
        assertEquals(
                ErrorCondition.STORAGE_FULL,
                RocksBytes.failed("write", parent, rocks).condition());
        var system = new FileSystemException("/s/000012.sst", null, "No space left on device");
        assertEquals(
                ErrorCondition.STORAGE_FULL,
                RocksBytes.failed("write", parent, system).condition());
        var other = new RocksDBException("Corruption: block checksum mismatch");
        SluiceException failure = RocksBytes.failed("read", parent, other);
        assertEquals(ErrorCondition.IO_ERROR, failure.condition());
        assertTrue(String.valueOf(failure.getMessage()).contains("checksum mismatch"), failure.getMessage());
    }

    @Test
    void databasesNeedNotWaitForEachOthersThreads() {
        List<RocksBytes> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) open.add(RocksBytes.open(settings(CompressionType.NO_COMPRESSION)));
        try {
            assertTrue(Env.getDefault().getBackgroundThreads(Priority.LOW) >= 3);
            assertTrue(Env.getDefault().getBackgroundThreads(Priority.HIGH) >= 3);
        } finally {
            open.forEach(RocksBytes::close);
        }
    }

    private RocksSettings settings(CompressionType compression) {
        return new RocksSettings(parent, MEGABYTE, MEGABYTE, 2, 4096, compression);
    }

    private void assertNoFiles() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
