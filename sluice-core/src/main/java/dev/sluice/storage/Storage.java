package dev.sluice.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Files, wherever they live: the only way the engine reads or writes any.
///
/// A path is text with `/` between its parts, absolute or relative to where the storage begins. Failures are
/// [dev.sluice.error.SluiceException]s that name the path. Safe for use by several threads.
///
/// It asks for no more than a file system, HDFS, an object store and ZooKeeper can all keep: there is no rename, no
/// writing in the middle and no cutting off. What everything rests upon is [#create], of which one caller wins.
/// `StorageContract` (sluice-testing) says all of it as tests.
public interface Storage {

    /// A file or directory as it was when it was looked at.
    ///
    /// @param path as it can be given back to the storage
    /// @param sizeBytes of a file
    /// @param modifiedMillis since 1970
    record Entry(String path, boolean directory, long sizeBytes, long modifiedMillis) {
        /// The last part of the path.
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// The path as other programs name the same file: absolute, with `/` between its parts.
    default String absolute(String path) {
        return path;
    }

    /// What is at the path, or nothing.
    Optional<Entry> find(String path);

    /// What is directly in the directory, by name; empty if there is no such directory.
    List<Entry> list(String directory);

    /// The whole file.
    byte[] read(String path);

    /// The file from a position on; the caller closes it.
    InputStream open(String path, long fromByte);

    /// The file from a position on, for who reads so many bytes of it at most; there may be more. The caller closes it.
    default InputStream open(String path, long fromByte, long mostBytes) {
        return open(path, fromByte);
    }

    /// Creates the file with this content, whole or not at all, durable when it returns.
    ///
    /// @return false if there is a file of that name already, which stays as it is
    boolean create(String path, byte[] content);

    /// Puts the content in the place of the file, if any: readers see the old or the new, whole. Durable when it
    /// returns. (In an object store a file that was appended to loses first what was appended.)
    void replace(String path, byte[] content);

    /// Opens a file for appending, and creates it and its directories if needed. One appender at a time: what two of
    /// them write may be mixed, or refused.
    Appender append(String path);

    /// Begins a file that is written once, under a name that nobody else uses. It is there when it is finished; what is
    /// seen of it before, and what stays of one that is not finished, differs: it has to be deleted.
    default NewFile begin(String path) {
        return new AppendedFile(this, path);
    }

    /// Deletes the file or empty directory; does nothing if there is none. A crash meanwhile may leave a beginning of
    /// the file.
    void delete(String path);

    /// Takes a lock that no other process and no other user of this process holds, and that ends with the process.
    ///
    /// Where nothing ends with a process (HDFS, S3) it is always given and holds nobody back. A lock is good for a
    /// clear message; what keeps two writers apart are files that only one of them could create.
    ///
    /// @return the lock, or nothing if it is held
    Optional<Lock> lock(String path);

    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /// A file on its way from its first byte to its last, in one thread.
    interface NewFile extends AutoCloseable {
        void write(byte[] bytes, int offset, int length);

        /// Whether it holds something of which there are few, such as an open file.
        boolean isOpen();

        /// Gives that back until there is more to write.
        void park();

        /// How many bytes wait in memory.
        long bufferedBytes();

        /// Lets bytes go that wait, as far as the storage takes so few.
        void flush();

        /// Ends the file: it is there, whole.
        ///
        /// @param durable whether it must survive a crash of the machine
        void finish(boolean durable);

        /// Lets go of it, finished or not.
        @Override
        void close();
    }

    /// A file that grows.
    interface Appender extends AutoCloseable {
        /// Appends to the file; durable only after [#sync].
        void write(byte[] bytes, int offset, int length);

        /// Returns once all that was written survives a crash of the machine.
        void sync();

        /// The size of the file in bytes, with what was written.
        long size();

        @Override
        void close();
    }
}
