package dev.sluice.hadoop;

import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream.SyncFlag;

/// Appends to a file in HDFS. Durable is what lies on the disks of the data nodes and what the name node counts.
final class HdfsAppender implements Storage.Appender {

    private final HdfsStorage storage;
    private final String path;
    private final FSDataOutputStream out;
    private boolean failed;

    HdfsAppender(HdfsStorage storage, String path, FSDataOutputStream out) {
        this.storage = storage;
        this.path = path;
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        checkUsable();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw storage.cannot("write", path, e);
        }
    }

    @Override
    public void sync() {
        checkUsable();
        try {
            if (out instanceof HdfsDataOutputStream hdfs) {
                hdfs.hsync(EnumSet.of(SyncFlag.UPDATE_LENGTH));
            } else {
                out.hsync();
            }
        } catch (IOException e) {
            failed = true;
            throw storage.cannot("write", path, e);
        }
    }

    @Override
    public long size() {
        return out.getPos();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            if (!failed) throw storage.cannot("close", path, e);
        }
    }

    private void checkUsable() {
        if (failed) throw StorageErrors.cannot("write", path, "an earlier write to it failed");
    }
}
