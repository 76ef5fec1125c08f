package dev.sluice.testing.storage;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.SourceContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// [SourceContract] for files of text, a row each, that appear somewhere else than on this machine: a test of such a
/// place extends this, and says where it is.
public abstract class RemoteFileSourceContract extends SourceContract {

    private int next;

    public RemoteFileSourceContract() {}

    /// A directory of this test alone, as a URI: there is nothing in it.
    protected abstract String directory();

    /// Reaches it; closed by the test.
    @Override
    protected abstract StorageByScheme storage();

    @BeforeEach
    void makeDirectory() {
        storage().replace(directory() + "/empty.txt", new byte[0]);
    }

    @Override
    protected final Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("text"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected final Map<String, String> options() {
        return Map.of("path", directory());
    }

    @Override
    protected final List<String> shown() {
        return List.of("value");
    }

    @Override
    protected final List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String word = "row" + next;
            storage().replace(directory() + "/" + next++ + ".txt", word.getBytes(StandardCharsets.UTF_8));
            fed.add(word);
        }
        return fed;
    }
}
