package dev.sluice.avro;

import dev.sluice.builtin.FileProvider;
import dev.sluice.connector.Provider;
import dev.sluice.testing.FileSinkContract;

class AvroSinkContractTest extends FileSinkContract {

    @Override
    protected Provider provider() {
        return new FileProvider(new AvroFormat());
    }
}
