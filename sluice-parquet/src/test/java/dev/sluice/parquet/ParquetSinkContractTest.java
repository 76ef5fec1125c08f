package dev.sluice.parquet;

import dev.sluice.builtin.FileProvider;
import dev.sluice.connector.Provider;
import dev.sluice.testing.FileSinkContract;

class ParquetSinkContractTest extends FileSinkContract {

    @Override
    protected Provider provider() {
        return new FileProvider(new ParquetFormat());
    }
}
