package dev.sluice.testing.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The disk of a simulated machine, with what the operating system has in its memory and not on the disk yet.
///
/// Processes come and go, see [SimulatedProcess]; a loss of power takes what was not synced, or pieces of it:
///
/// ```text
/// durable ────────────────┬ written and not synced ─────────────┐
///                         │ nothing │ all │ a beginning │ pages, with zeros where one is missing
/// ```
///
/// Deletions are not durable before a name is made durable in the same directory: a file may come back. For one thread.
public final class SimulatedDisk {

    private static final int PAGE_BYTES = 512;

    private final NavigableMap<String, File> files = new TreeMap<>();
    private final Map<String, File> deleted = new TreeMap<>();
    private final LongSupplier clockMillis;

    public SimulatedDisk(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /// The machine has lost power, and all processes have ended.
    public void losePower(RandomGenerator random) {
        deleted.forEach((path, file) -> {
            if (random.nextBoolean()) files.putIfAbsent(path, file);
        });
        deleted.clear();
        files.values().forEach(file -> file.losePower(random));
    }

    /// A process has ended; what it wrote is there.
    void unlock(Object owner) {
        files.values().forEach(file -> file.unlock(owner));
    }

    @Nullable
    File file(String path) {
        return files.get(path);
    }

    /// Puts a file under a name, durably.
    void put(String path, File file) {
        File before = files.put(path, file);
        if (before != null) file.lockedBy = before.lockedBy;
        String directory = directory(path);
        deleted.keySet().removeIf(name -> directory(name).equals(directory));
    }

    File file(byte[] content) {
        return new File(content);
    }

    void delete(String path) {
        File file = files.remove(path);
        if (file != null) deleted.put(path, file);
    }

    /// The files below a directory, by their paths.
    NavigableMap<String, File> below(String directory) {
        if (directory.isEmpty()) return files;
        return files.subMap(directory + "/", true, directory + (char) ('/' + 1), false);
    }

    /// The names that are directly in a directory.
    List<String> names(String directory) {
        int skip = directory.isEmpty() ? 0 : directory.length() + 1;
        List<String> names = new ArrayList<>();
        for (String path : below(directory).keySet()) {
            String name = path.substring(skip).split("/", 2)[0];
            if (names.isEmpty() || !names.getLast().equals(name)) names.add(name);
        }
        return names.stream().distinct().sorted().toList();
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// A file: its bytes as processes see them, of which the first are on the disk.
    final class File {

        private byte[] bytes;
        private int size;
        private int durable;
        private long modifiedMillis = clockMillis.getAsLong();
        private @Nullable Object lockedBy;

        File(byte[] content) {
            bytes = content.clone();
            size = content.length;
            durable = content.length;
        }

        int size() {
            return size;
        }

        long modifiedMillis() {
            return modifiedMillis;
        }

        byte[] content(long from) {
            return Arrays.copyOfRange(bytes, (int) Math.min(from, size), size);
        }

        void append(byte[] content, int offset, int length) {
            if (size + length > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
            System.arraycopy(content, offset, bytes, size, length);
            size += length;
            modifiedMillis = clockMillis.getAsLong();
        }

        void sync() {
            durable = size;
        }

        /// @return whether it was free
        boolean lock(Object owner) {
            if (lockedBy != null) return false;
            lockedBy = owner;
            return true;
        }

        void unlock(Object owner) {
            if (lockedBy == owner) lockedBy = null;
        }

        private void losePower(RandomGenerator random) {
            lockedBy = null;
            int unsynced = size - durable;
            if (unsynced == 0) return;
            switch (random.nextInt(4)) {
                case 0 -> size = durable;
                case 1 -> {}
                case 2 -> size = durable + random.nextInt(unsynced);
                default -> losePages(random);
            }
            durable = size;
        }

        private void losePages(RandomGenerator random) {
            size = durable + 1 + random.nextInt(size - durable);
            for (int page = durable; page < size; page += PAGE_BYTES) {
                if (random.nextBoolean()) Arrays.fill(bytes, page, Math.min(size, page + PAGE_BYTES), (byte) 0);
            }
        }
    }
}
