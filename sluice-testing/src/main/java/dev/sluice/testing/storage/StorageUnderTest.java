package dev.sluice.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
/// A [Storage] that is tested: how it is opened, and where it differs from others.

public abstract class StorageUnderTest {

    public StorageUnderTest() {}

    /// Opens the storage as a process of its own would: within a test always the same files, none at first.
    protected abstract Storage open();

    /// Opens the storage for a process that dies.
    protected Storage open(Death death) {
        return new MortalStorage(open(), death);
    }

    /// Opens the storage after such a process has died; what was not durable may be gone.
    protected Storage openAfterCrash() {
        return open();
    }

    /// Whether a lock holds others back.
    protected boolean locks() {
        return true;
    }

    /// Whether a directory is something of its own, and no file can be one.
    protected boolean hasDirectories() {
        return true;
    }

    /// How many further calls to pass over between one crash and the next: for storages that are far away.
    protected int callsBetweenCrashes() {
        return 1;
    }

    /// How many files a directory has in `manyFilesAreAllListed`: more than a listing gives in one answer.
    protected int manyFiles() {
        return 200;
    }

    // ---- for the tests

    static void grow(Storage.Appender log, ByteArrayOutputStream expected) {
        byte[] record = bytes("record at " + expected.size() + "\n");
        expected.writeBytes(record);
        log.write(record, 0, record.length);
        log.sync();
    }

    static void append(Storage storage, String path, String text) {
        try (Storage.Appender file = storage.append(path)) {
            byte[] bytes = bytes(text);
            file.write(bytes, 0, bytes.length);
            file.sync();
        }
    }

    static byte[] content(int version) {
        byte[] content = new byte[10_000 + version];
        Arrays.fill(content, (byte) version);
        return content;
    }

    static byte[] pieces(InputStream in, Random random) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[100_000];
        while (true) {
            int wanted = 1 + random.nextInt(buffer.length);
            int count = in.read(buffer, 0, wanted);
            if (count < 0) return all.toByteArray();
            assertTrue(count > 0 && count <= wanted);
            all.write(buffer, 0, count);
        }
    }

    @FunctionalInterface
    interface Work {
        void run(int worker) throws Exception;
    }

    static void atOnce(int workers, Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var calls = new ArrayList<Callable<Void>>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                calls.add(() -> {
                    work.run(worker);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(calls)) done.get();
        }
    }

    static void assertSays(String words, SluiceException error) {
        String message = error.sentence();
        assertTrue(message.contains(words), message);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    static List<String> paths(Storage storage, String directory) {
        return storage.list(directory).stream().map(Storage.Entry::path).toList();
    }
}
