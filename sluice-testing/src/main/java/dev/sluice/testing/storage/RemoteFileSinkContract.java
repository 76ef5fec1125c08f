package dev.sluice.testing.storage;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.FileSinkContract;
import java.util.Map;

/// [FileSinkContract] for files of JSON somewhere else than on this machine: a test of such a place extends this, and
/// says where it is.
public abstract class RemoteFileSinkContract extends FileSinkContract {

    public RemoteFileSinkContract() {}

    /// A directory of this test alone, as a URI: there is nothing in it.
    @Override
    protected abstract String directory();

    /// Reaches it; closed by the test.
    @Override
    protected abstract StorageByScheme storage();

    @Override
    protected abstract Map<String, String> settings();

    @Override
    protected final Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("json"))
                .findFirst()
                .orElseThrow();
    }
}
