package dev.sluice.testing.simulation;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A process's view of the disk: it may end at any call, in the middle of it too, and whatever it has opened is then of
/// no use. [#restart] stands for the next process in its place.
///
/// What it writes stays in its own memory until that is full or it syncs, so that other processes don't see it and its
/// end loses it. Reads give fewer bytes than were asked for, as they may. For one thread.
public final class SimulatedProcess implements Storage {

    /// What may happen at a call, before it does anything.
    public interface Trouble {
        /// @return what becomes of the call
        Outcome at(int call);
    }

    public enum Outcome {
        /// It does what it should.
        DONE,
        /// It fails, as calls to disks do, and has done nothing or a part of it.
        FAILED,
        /// The process ends, before it, in it or after it.
        KILLED
    }

    private final SimulatedDisk disk;
    private final RandomGenerator random;
    private final Trouble trouble;
    private final boolean locks;
    private int calls;
    private int lives;
    private int failures;
    private boolean dead;

    /// @param random decides how far a call gets that does not come to its end
    public SimulatedProcess(SimulatedDisk disk, RandomGenerator random, Trouble trouble) {
        this(disk, random, trouble, true);
    }

    /// @param locks whether its locks hold others back, as not all storages can
    public SimulatedProcess(SimulatedDisk disk, RandomGenerator random, Trouble trouble, boolean locks) {
        this.disk = disk;
        this.random = random;
        this.trouble = trouble;
        this.locks = locks;
    }

    /// How many calls there were.
    public int calls() {
        return calls;
    }

    public boolean isDead() {
        return dead;
    }

    /// How many calls failed.
    public int failures() {
        return failures;
    }

    /// Ends it between two calls.
    public void kill() {
        dead = true;
        disk.unlock(this);
    }

    /// Another process takes its place; calls are counted on.
    public void restart() {
        kill();
        dead = false;
        lives++;
    }

    /// A call begins.
    ///
    /// @return whether it comes to its end
    private boolean begin() {
        if (dead) throw new SimulatedCrash();
        return switch (trouble.at(++calls)) {
            case DONE -> true;
            case FAILED -> {
                failures++;
                yield false;
            }
            case KILLED -> {
                dead = true;
                yield false;
            }
        };
    }

    /// The end of a call that does not come to it.
    private RuntimeException broken(String action, String path) {
        if (dead) throw new SimulatedCrash();
        return failure(action, path, "input/output error");
    }

    private static SluiceException failure(String action, String path, String reason) {
        return ErrorCondition.IO_ERROR
                .error()
                .with("action", action)
                .with("path", path)
                .with("reason", reason)
                .build();
    }

    private SimulatedDisk.File require(String action, String path) {
        SimulatedDisk.File file = disk.file(path);
        if (file == null) throw failure(action, path, "there is no such file");
        return file;
    }

    @Override
    public Optional<Entry> find(String path) {
        if (!begin()) throw broken("look at", path);
        return entry(path);
    }

    private Optional<Entry> entry(String path) {
        SimulatedDisk.File file = disk.file(path);
        if (file != null) return Optional.of(new Entry(path, false, file.size(), file.modifiedMillis()));
        return disk.below(path).isEmpty() ? Optional.empty() : Optional.of(new Entry(path, true, 0, 0));
    }

    @Override
    public List<Entry> list(String directory) {
        if (!begin()) throw broken("list", directory);
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return disk.names(directory).stream()
                .flatMap(name -> entry(prefix + name).stream())
                .toList();
    }

    @Override
    public byte[] read(String path) {
        if (!begin()) throw broken("read", path);
        return require("read", path).content(0);
    }

    @Override
    public InputStream open(String path, long fromByte) {
        if (!begin()) throw broken("read", path);
        return new ShortReads(new ByteArrayInputStream(require("read", path).content(fromByte)));
    }

    /// A temporary file is written, then gets its name: what a crash may leave is that file.
    @Override
    public boolean create(String path, byte[] content) {
        boolean ends = begin();
        if (entry(path).isPresent()) {
            if (!ends) throw broken("create", path);
            return false;
        }
        if (ends || random.nextBoolean()) {
            disk.put(path, disk.file(content));
        } else {
            leaveTemporary(path, content);
        }
        if (!ends) throw broken("create", path);
        return true;
    }

    @Override
    public void replace(String path, byte[] content) {
        boolean ends = begin();
        if (ends || random.nextBoolean()) {
            disk.put(path, disk.file(content));
        } else {
            leaveTemporary(path, content);
        }
        if (!ends) throw broken("write", path);
    }

    private void leaveTemporary(String path, byte[] content) {
        if (!dead) return;
        int slash = path.lastIndexOf('/') + 1;
        SimulatedDisk.File file = disk.file(new byte[0]);
        file.append(content, 0, random.nextInt(content.length + 1));
        disk.put(path.substring(0, slash) + "." + path.substring(slash) + "." + random.nextInt(1 << 20) + ".tmp", file);
    }

    @Override
    public Appender append(String path) {
        boolean ends = begin();
        SimulatedDisk.File file = disk.file(path);
        if (file == null && (ends || random.nextBoolean())) {
            file = disk.file(new byte[0]);
            disk.put(path, file);
        }
        if (!ends || file == null) throw broken("open", path);
        return new BufferedAppender(path, file);
    }

    @Override
    public void delete(String path) {
        boolean ends = begin();
        if (ends || random.nextBoolean()) disk.delete(path);
        if (!ends) throw broken("delete", path);
    }

    @Override
    public Optional<Lock> lock(String path) {
        if (!begin()) throw broken("lock", path);
        if (!locks) return Optional.of(() -> {});
        SimulatedDisk.File file = disk.file(path);
        if (file == null) {
            file = disk.file(new byte[0]);
            disk.put(path, file);
        }
        SimulatedDisk.File locked = file;
        return locked.lock(this) ? Optional.of(() -> locked.unlock(this)) : Optional.empty();
    }

    /// After a failure nothing more can be written, as with `LocalStorage`.
    private final class BufferedAppender implements Appender {

        private final String path;
        private final SimulatedDisk.File file;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private final int life = lives;
        private @Nullable String failed;

        BufferedAppender(String path, SimulatedDisk.File file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            checkUsable();
            boolean ends = begin();
            buffer.write(bytes, offset, length);
            if (!ends) throw broken();
            if (random.nextInt(3) == 0) flush(buffer.size());
        }

        @Override
        public void sync() {
            checkUsable();
            boolean ends = begin();
            if (!ends) throw broken();
            flush(buffer.size());
            file.sync();
        }

        /// What was to be written got as far as it did, and may even be durable.
        private RuntimeException broken() {
            flush(random.nextInt(buffer.size() + 1));
            if (random.nextInt(4) == 0) file.sync();
            failed = "an earlier write to it failed";
            return SimulatedProcess.this.broken("write", path);
        }

        private void flush(int bytes) {
            byte[] content = buffer.toByteArray();
            file.append(content, 0, bytes);
            buffer.reset();
            buffer.write(content, bytes, content.length - bytes);
        }

        private boolean isGone() {
            return dead || life != lives;
        }

        private void checkUsable() {
            if (isGone()) throw new SimulatedCrash();
            if (failed != null) throw failure("write", path, failed);
        }

        @Override
        public long size() {
            return file.size() + (long) buffer.size();
        }

        @Override
        public void close() {
            if (isGone()) throw new SimulatedCrash();
            if (failed == null) flush(buffer.size());
        }
    }

    private final class ShortReads extends FilterInputStream {

        ShortReads(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, length < 2 ? length : 1 + random.nextInt(length));
        }
    }
}
