package dev.sluice.avro;

import dev.sluice.machine.Machine;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The marks between the blocks of a file: sixteen bytes that are unlikely anywhere else, drawn for each file.
record SyncMarks(Machine machine) {

    byte[] next() {
        UUID id = machine.newId();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
