package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.StoredTables.Table;
import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateFiles;
import dev.sluice.state.StateLayout;
import dev.sluice.state.StatePlace;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// A second copy of a query's state in a backend, which follows the log from snapshot to snapshot. So a snapshot costs
/// what has changed, whatever the size of the state, and the stores that the query works with are left alone.
///
/// ```text
/// log      ── batch ─ batch ─ batch ─┬─ batch ─ batch ─┬─ batch
/// replica                          follow            follow
/// tables                           1 2 3             2 3 4        1 is not of it any more, 2 and 3 are there already
/// ```
final class Replica implements AutoCloseable {

    private final CheckpointFiles files;
    private final Epoch epoch;
    private final StateStores stores;
    private final Runnable goingOn;
    private final Map<String, Table> kept = new HashMap<>();
    private final List<TableName> unnamed = new ArrayList<>();
    private LogPosition position;
    private int partitionCount;
    private long nextNumber;

    private Replica(CheckpointFiles files, Epoch epoch, StateStores stores, LogPosition position, Runnable goingOn) {
        this.files = files;
        this.epoch = epoch;
        this.stores = stores;
        this.position = position;
        this.goingOn = goingOn;
        for (TableName table : files.tables()) {
            if (table.epoch() == epoch.number()) nextNumber = Math.max(nextNumber, table.number() + 1);
        }
    }

    /// @param base where to begin
    /// @param opened the run whose state it is
    /// @param place an empty one, closed with the replica
    /// @param goingOn called again and again; what it throws ends the work
    static Replica of(
            CheckpointFiles files, Epoch epoch, SnapshotBase base, Opened opened, StatePlace place, Runnable goingOn) {
        LogPosition from = base.position();
        if (from == null) throw SluiceException.bug("a snapshot of a query without a log");
        var stores = new StateStores(opened.statePartitions(), opened.state(), place);
        try {
            var replica = new Replica(files, epoch, stores, from, goingOn);
            replica.begin(base);
            return replica;
        } catch (RuntimeException | Error e) {
            stores.close();
            throw e;
        }
    }

    private void begin(SnapshotBase base) {
        partitionCount = base.statePartitions();
        SnapshotFile snapshot = base.snapshot();
        if (snapshot == null) return;
        if (snapshot.stored() instanceof StoredTables tables && snapshot.loadInto(stores, goingOn)) {
            remember(tables.tables());
        } else {
            snapshot.state(receiver());
        }
    }

    private void remember(List<Table> tables) {
        kept.clear();
        for (Table table : tables) if (table.file() != null) kept.put(table.name(), table);
    }

    private CommittedChanges.Receiver receiver() {
        var receiver = new StoresReceiver(stores);
        return new CommittedChanges.Receiver() {
            @Override
            public void opened(List<StateSpec> states) {
                receiver.opened(states);
            }

            @Override
            public void receive(String operator, int partition, int count, byte[] rows) {
                goingOn.run();
                receiver.receive(operator, partition, count, rows);
            }
        };
    }

    /// Follows the log, and keeps what is not kept yet. Its files are durable when this returns.
    ///
    /// @param until behind the commit of a micro-batch of the run that this was made for
    StoredTables follow(LogPosition until) {
        new LogReader(files).read(position, until, new CommittedChanges(partitionCount, receiver()));
        position = until;
        partitionCount = stores.partitionCount();
        stores.settle();
        StateLayout layout = stores.layout().orElseThrow();
        List<Table> tables = new ArrayList<>();
        try (StateFiles saved = stores.save()) {
            for (StateFiles.File file : saved.files()) {
                goingOn.run();
                Table table = file.lasting() ? kept.get(file.name()) : null;
                if (table == null) table = file.lasting() ? keep(saved, file) : inline(saved, file);
                tables.add(table);
            }
        }
        remember(tables);
        return new StoredTables(layout, tables);
    }

    /// A snapshot has what [#follow] gave.
    void confirm() {
        unnamed.clear();
    }

    /// Tables that were written and that no snapshot names.
    List<TableName> unnamed() {
        return unnamed;
    }

    private Table keep(StateFiles saved, StateFiles.File file) {
        var name = new TableName(epoch.number(), nextNumber++);
        unnamed.add(name);
        var crc = new CRC32C();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = saved.open(file.name());
                Storage.Appender out = files.storage().append(files.table(name))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                goingOn.run();
                crc.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
            out.sync();
        } catch (IOException e) {
            throw CheckpointErrors.cannotRead(file.name(), e);
        }
        return new Table(file.name(), name, size, (int) crc.getValue(), null);
    }

    private static Table inline(StateFiles saved, StateFiles.File file) {
        try (InputStream in = saved.open(file.name())) {
            byte[] content = in.readAllBytes();
            var crc = new CRC32C();
            crc.update(content);
            return new Table(file.name(), null, content.length, (int) crc.getValue(), content);
        } catch (IOException e) {
            throw CheckpointErrors.cannotRead(file.name(), e);
        }
    }

    @Override
    public void close() {
        stores.close();
    }
}
