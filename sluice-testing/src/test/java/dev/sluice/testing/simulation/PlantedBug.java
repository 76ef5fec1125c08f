package dev.sluice.testing.simulation;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// Mistakes that an engine could make, made between it and its surroundings.
enum PlantedBug {
    /// The log is never synced.
    NO_SYNC(() -> storage((path, appender) -> path.endsWith(".log") ? new LateSync(appender, false) : appender)),

    /// What is planned becomes durable only when the log is written to again: after the output.
    SYNC_AFTER_OUTPUT(
            () -> storage((path, appender) -> path.endsWith(".log") ? new LateSync(appender, true) : appender)),

    /// A micro-batch is committed, and only then its output made visible.
    COMMIT_BEFORE_OUTPUT(CommitBeforeOutput::new),

    /// The commit is written before the changes of the state that it commits.
    COMMIT_BEFORE_STATE(() -> storage((path, appender) -> path.endsWith(".log") ? new StateLast(appender) : appender)),

    /// The source may forget what was planned, not what was committed.
    SOURCE_TOLD_TOO_EARLY(() -> source(source -> new ForwardingSource(source) {
        @Override
        public List<Split> splits(InputRange range) {
            List<Split> splits = super.splits(range);
            commit(range.to());
            return splits;
        }
    })),

    /// What a source must remember is not in the snapshot.
    SOURCE_FORGOTTEN(() -> source(source -> new ForwardingSource(source) {
        @Override
        public JsonValue memory() {
            return JsonValue.JsonNull.NULL;
        }
    })),

    /// Older files make way for a snapshot that is not durable yet.
    SNAPSHOT_NOT_SYNCED(
            () -> storage((path, appender) -> path.endsWith(".snap") ? new LateSync(appender, false) : appender)),

    /// The same, where it is the rows of the snapshot that are not durable.
    ROWS_NOT_SYNCED(
            () -> storage((path, appender) -> path.endsWith(".table") ? new LateSync(appender, false) : appender)),

    /// What micro-batches change while a snapshot is being made is not in it.
    CHANGES_NOT_IN_SNAPSHOT(() -> new Seams() {
        @Override
        public Storage storage(Storage storage) {
            return new WithoutChanges(storage);
        }
    }),

    /// A run does not notice that another one has taken its place.
    NOT_FENCED(() -> new Seams() {
        @Override
        public Storage storage(Storage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public Optional<Entry> find(String path) {
                    return path.contains("/epoch/") ? Optional.of(new Entry(path, false, 0, 0)) : super.find(path);
                }
            };
        }
    });

    private final Supplier<Seams> seams;

    PlantedBug(Supplier<Seams> seams) {
        this.seams = seams;
    }

    /// For one simulation.
    Seams seams() {
        return seams.get();
    }

    private interface Appending {
        Storage.Appender appender(String path, Storage.Appender appender);
    }

    private static Seams storage(Appending appending) {
        return new Seams() {
            @Override
            public Storage storage(Storage storage) {
                return new ForwardingStorage(storage) {
                    @Override
                    Appender appender(String path, Appender appender) {
                        return appending.appender(path, appender);
                    }
                };
            }
        };
    }

    private interface Reading {
        Source source(Source source);
    }

    private static Seams source(Reading reading) {
        return new Seams() {
            @Override
            public Source source(Source source) {
                return reading.source(source);
            }
        };
    }

    /// Syncs before the next write, or never.
    private static final class LateSync extends ForwardingStorage.ForwardingAppender {

        private final boolean ever;
        private boolean due;

        LateSync(Storage.Appender appender, boolean ever) {
            super(appender);
            this.ever = ever;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (due) super.sync();
            due = false;
            super.write(bytes, offset, length);
        }

        @Override
        public void sync() {
            due = ever;
        }
    }

    /// Holds records of changes back until the next sync is over.
    private static final class StateLast extends ForwardingStorage.ForwardingAppender {

        private static final int HEADER_BYTES = 16;
        private static final int CHANGES = 3;

        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private boolean holding;

        StateLast(Storage.Appender appender) {
            super(appender);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            boolean begins =
                    length == HEADER_BYTES && (bytes[offset] & 0xFF) == 0xA5 && (bytes[offset + 1] & 0xFF) == 0xD1;
            if (begins) holding = bytes[offset + 2] == CHANGES;
            if (holding) {
                held.write(bytes, offset, length);
            } else {
                super.write(bytes, offset, length);
            }
        }

        @Override
        public void sync() {
            super.sync();
            super.write(held.toByteArray(), 0, held.size());
            held.reset();
        }

        @Override
        public long size() {
            return super.size() + held.size();
        }
    }

    /// Hides the changes in the log from who reads it between the first rows of a snapshot and its name.
    private static final class WithoutChanges extends ForwardingStorage {

        private static final int HEADER_BYTES = 16;
        private static final int PLANNED = 2;
        private static final int CHANGES = 3;

        private boolean hiding;

        WithoutChanges(Storage storage) {
            super(storage);
        }

        @Override
        public Appender append(String path) {
            hiding = path.endsWith(".table") || (hiding && !path.endsWith(".snap"));
            return super.append(path);
        }

        @Override
        public InputStream open(String path, long fromByte) {
            InputStream in = super.open(path, fromByte);
            if (!hiding || !path.endsWith(".log") || fromByte == 0) return in;
            try (in) {
                byte[] bytes = in.readAllBytes();
                var records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 0; at + HEADER_BYTES <= bytes.length; at += HEADER_BYTES + records.getInt(at + 4)) {
                    if (records.getShort(at + 2) == CHANGES) rename(records, at);
                }
                return new ByteArrayInputStream(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void rename(ByteBuffer records, int at) {
            records.putShort(at + 2, (short) PLANNED);
            var crc = new CRC32C();
            crc.update(records.array(), at, HEADER_BYTES - 4);
            crc.update(records.array(), at + HEADER_BYTES, records.getInt(at + 4));
            records.putInt(at + HEADER_BYTES - 4, (int) crc.getValue());
        }
    }

    /// Holds the output back until the source is told of the commit.
    private static final class CommitBeforeOutput implements Seams {

        private List<Runnable> held = new ArrayList<>();

        @Override
        public Source source(Source source) {
            held = new ArrayList<>();
            return new ForwardingSource(source) {
                @Override
                public void commit(Offset to) {
                    show();
                    super.commit(to);
                }
            };
        }

        private void show() {
            List<Runnable> shown = held;
            held = new ArrayList<>();
            shown.forEach(Runnable::run);
        }

        @Override
        public Sink sink(Sink sink) {
            return new Sink() {
                @Override
                public String description() {
                    return sink.description();
                }

                @Override
                public OptionalLong lastCommitted() {
                    return sink.lastCommitted();
                }

                @Override
                public Batch begin(long batchId, boolean complete) {
                    show();
                    return later(sink.begin(batchId, complete));
                }

                @Override
                public void close() {
                    sink.close();
                }
            };
        }

        private Sink.Batch later(Sink.Batch batch) {
            return new Sink.Batch() {
                @Override
                public Sink.Writer writer(int partition) {
                    return batch.writer(partition);
                }

                @Override
                public void commit() {
                    held.add(batch::commit);
                }

                @Override
                public void abort(Throwable cause) {
                    batch.abort(cause);
                }
            };
        }
    }
}
