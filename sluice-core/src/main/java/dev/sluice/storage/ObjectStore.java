package dev.sluice.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Whole objects under keys, as S3 has them: the little that [ObjectStorage] makes files of.
///
/// Keys are paths without a slash at the beginning. An object that is not there is a
/// [java.nio.file.NoSuchFileException]; other messages are for users to read. Safe for several threads.
public interface ObjectStore extends AutoCloseable {

    /// An object, or what all keys below a slash have in common.
    ///
    /// @param key of the object, or the common beginning with its slash
    record Item(String key, long sizeBytes, long modifiedMillis) {
        boolean isDirectory() {
            return key.endsWith("/");
        }
    }

    /// How users know the object: a URI.
    String uri(String key);

    /// The objects whose keys begin with the prefix and have no slash behind it; and, in place of those that have one,
    /// what they have in common up to that slash. All that was there before the call is seen.
    List<Item> list(String prefix) throws IOException;

    InputStream open(String key, long fromByte) throws IOException;

    /// As [#open(String, long)], for who reads so many bytes at most; there may be more.
    default InputStream open(String key, long fromByte, long mostBytes) throws IOException {
        return open(key, fromByte);
    }

    /// Puts an object where there is none, durable when it returns. If the store was reached twice, since an answer was
    /// lost, the first time counts.
    ///
    /// @return false if there is one already
    boolean create(String key, byte[] content) throws IOException;

    /// Puts an object, in the place of the one that is there, if any.
    void put(String key, byte[] content) throws IOException;

    /// Begins an object that is put in parts, and is there when all of them are.
    default Upload begin(String key) throws IOException {
        return new WholeUpload(this, key);
    }

    /// A part that is not the last has at least so many bytes.
    int SMALLEST_PART = 5 << 20;

    /// An object that is put in parts.
    interface Upload {
        /// The next part.
        void add(byte[] part) throws IOException;

        /// The object is there, in the place of another, if any.
        void complete() throws IOException;

        /// Forgets the parts, as far as that is possible.
        void abort();
    }

    /// Deletes those that are there.
    void delete(List<String> keys) throws IOException;

    /// See [Storage#lock]. A store that cannot lock gives a lock that holds nobody back.
    default Optional<Storage.Lock> lock(String key) throws IOException {
        return Optional.of(() -> {});
    }

    @Override
    void close();
}
