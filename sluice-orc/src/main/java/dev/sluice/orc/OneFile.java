package dev.sluice.orc;

import dev.sluice.file.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;

/// One file as the library wants it: as that of a file system of Hadoop's.
final class OneFile extends FileSystem {

    /// What the library calls the file.
    static final Path PATH = new Path("sluice:/file");

    private final @Nullable FileBytes in;
    private final @Nullable OutputStream out;

    private OneFile(@Nullable FileBytes in, @Nullable OutputStream out, Configuration conf) {
        this.in = in;
        this.out = out;
        setConf(conf);
    }

    static OneFile toRead(FileBytes file, Configuration conf) {
        return new OneFile(file, null, conf);
    }

    static OneFile toWrite(OutputStream out, Configuration conf) {
        return new OneFile(null, out, conf);
    }

    /// Nothing of the machine's settings is read.
    static Configuration configuration() {
        return new Configuration(false);
    }

    @Override
    public URI getUri() {
        return URI.create("sluice:/");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (in == null) throw new IOException("the file is being written");
        return new FSDataInputStream(new Input(in));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        if (out == null) throw new IOException("the file is being read");
        return new FSDataOutputStream(out, null);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (in == null) throw new java.io.FileNotFoundException(path.toString());
        return new FileStatus(in.size(), false, 1, 1L << 20, in.file().modifiedMillis(), path);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) throws IOException {
        throw new IOException("not asked for");
    }

    @Override
    public boolean rename(Path from, Path to) {
        return false;
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        return false;
    }

    @Override
    public FileStatus[] listStatus(Path path) {
        return new FileStatus[0];
    }

    @Override
    public void setWorkingDirectory(Path path) {}

    @Override
    public Path getWorkingDirectory() {
        return new Path("sluice:/");
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return false;
    }

    /// Read mostly forwards, and opened anew where the library jumps.
    private static final class Input extends FSInputStream {
        private final FileBytes file;
        private @Nullable InputStream in;
        private long position;

        Input(FileBytes file) {
            this.file = file;
        }

        @Override
        public void seek(long to) throws IOException {
            if (to != position) close();
            position = to;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public boolean seekToNewSource(long to) {
            return false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (position >= file.size()) return -1;
            InputStream open = in;
            if (open == null) {
                open = file.from(position);
                in = open;
            }
            int count = open.read(into, offset, length);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            if (in != null) in.close();
            in = null;
        }
    }
}
