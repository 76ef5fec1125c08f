package dev.sluice.orc;

import dev.sluice.builtin.FileProvider;
import dev.sluice.connector.Provider;
import dev.sluice.testing.FileSinkContract;

class OrcSinkContractTest extends FileSinkContract {

    @Override
    protected Provider provider() {
        return new FileProvider(new OrcFormat());
    }
}
