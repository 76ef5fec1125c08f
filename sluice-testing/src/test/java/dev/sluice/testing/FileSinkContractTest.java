package dev.sluice.testing;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;

/// JSON files in directories of partitions.
class FileSinkContractTest extends FileSinkContract {

    @Override
    protected Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("json"))
                .findFirst()
                .orElseThrow();
    }
}
