package dev.sluice.avro;

import dev.sluice.file.FileFormat;
import dev.sluice.testing.FileSourceContract;

class AvroSourceContractTest extends FileSourceContract {

    @Override
    protected FileFormat format() {
        return new AvroFormat();
    }
}
