package dev.sluice.parquet;

import dev.sluice.file.FileFormat;
import dev.sluice.testing.FileSourceContract;

class ParquetSourceContractTest extends FileSourceContract {

    @Override
    protected FileFormat format() {
        return new ParquetFormat();
    }
}
