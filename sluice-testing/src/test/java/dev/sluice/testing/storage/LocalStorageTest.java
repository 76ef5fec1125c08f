package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageContract {

    @TempDir
    Path directory;

    @Override
    protected Storage open() {
        return new LocalStorage(directory.toString());
    }

    @Override
    protected int callsBetweenCrashes() {
        return 4;
    }

    @Test
    void twoStoragesOverOneDirectoryShareItsLocks() {
        try (Storage.Lock _ = open().lock("lock").orElseThrow()) {
            assertTrue(open().lock("lock").isEmpty());
            assertTrue(LocalStorage.ofMachine().lock(directory + "/lock").isEmpty());
        }
    }

    @Test
    void anotherProcessIsRefusedTheLockAndGetsItOnceTheHolderIsDead() throws Exception {
        var holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        place(LocalStorage.class) + File.pathSeparator + place(LockHolder.class),
                        LockHolder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertEquals("locked", holder.inputReader().readLine());
            assertTrue(open().lock("lock").isEmpty());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        open().lock("lock").orElseThrow().close();
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /// Takes the lock and keeps it until it is killed.
    static final class LockHolder {
        public static void main(String[] arguments) throws Exception {
            var lock = new LocalStorage(arguments[0]).lock("lock");
            System.out.println(lock.isPresent() ? "locked" : "refused");
            System.in.read();
        }
    }

    @Test
    void absolutePathsAndFileUrisLeadToTheSameFile() {
        open().create("a.txt", bytes("a"));
        Storage machine = LocalStorage.ofMachine();
        assertEquals("a", text(machine.read(directory + "/a.txt")));
        assertEquals("a", text(machine.read("file:" + directory + "/a.txt")));
        assertEquals("a", text(machine.read("file://" + directory + "/a.txt")));
        assertEquals("a", text(open().read(directory + "/a.txt")));
    }
}
