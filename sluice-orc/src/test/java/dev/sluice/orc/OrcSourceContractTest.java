package dev.sluice.orc;

import dev.sluice.file.FileFormat;
import dev.sluice.testing.FileSourceContract;

class OrcSourceContractTest extends FileSourceContract {

    @Override
    protected FileFormat format() {
        return new OrcFormat();
    }
}
