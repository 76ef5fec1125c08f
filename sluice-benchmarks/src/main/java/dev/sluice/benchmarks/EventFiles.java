package dev.sluice.benchmarks;

import dev.sluice.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Events as CSV files of `id,time,value`, five minutes of events a file, up to half a minute out of order. The same
/// each time: chance is a hash of the row's number.
///
/// @param files how many files
/// @param rowsPerFile how many events each has
record EventFiles(int files, int rowsPerFile) {

    static final String COLUMNS = "id BIGINT, at TIMESTAMP, value INT";

    private static final long START_MILLIS =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final long FILE_MILLIS = 300_000;
    private static final long DISORDER_MILLIS = 30_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    /// Gives the id of an event.
    interface Ids {
        long id(long number);
    }

    /// Takes an event.
    interface Events {
        void event(long id, long millis, int value);
    }

    long rowCount() {
        return (long) files * rowsPerFile;
    }

    void write(Storage storage, String directory, int seed, Ids ids) {
        for (int file = 0; file < files; file++) {
            var text = new StringBuilder(rowsPerFile * 40);
            for (int i = 0; i < rowsPerFile; i++) {
                long number = (long) file * rowsPerFile + i;
                long late = Math.floorMod(chance(number, seed), DISORDER_MILLIS);
                long millis = START_MILLIS + number * FILE_MILLIS / rowsPerFile - late + DISORDER_MILLIS;
                text.append(ids.id(number)).append(',');
                TIME.formatTo(
                        LocalDateTime.ofEpochSecond(
                                Math.floorDiv(millis, 1_000L),
                                (int) Math.floorMod(millis, 1_000L) * 1_000_000,
                                ZoneOffset.UTC),
                        text);
                text.append(',')
                        .append(Math.floorMod(chance(number, seed + 1), 1_000))
                        .append('\n');
            }
            String name = String.format("%s/%03d.csv", directory, file);
            storage.replace(name, text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Reads all files of a directory, in order.
    static void read(Storage storage, String directory, Events events) {
        storage.list(directory).stream().map(Storage.Entry::path).sorted().forEach(file -> {
            try (var lines =
                    new BufferedReader(new InputStreamReader(storage.open(file, 0), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] cells = line.split(",", -1);
                    long millis = LocalDateTime.parse(cells[1], TIME)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli();
                    events.event(Long.parseLong(cells[0]), millis, Integer.parseInt(cells[2]));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// A number that looks like chance: the finalizer of MurmurHash3 over number and seed.
    static long chance(long number, int seed) {
        long h = number * 0x9E3779B97F4A7C15L + seed;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
