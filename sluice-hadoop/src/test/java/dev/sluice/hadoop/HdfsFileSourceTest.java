package dev.sluice.hadoop;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.SourceContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

/// Files of text that appear there, a row each.
class HdfsFileSourceTest extends SourceContract {

    private final String directory = Cluster.root() + "/files-" + UUID.randomUUID();
    /// One for all tests: a client of its own for each would be a second each.
    private static final StorageByScheme STORAGE = new StorageByScheme(LocalStorage.ofMachine(), Cluster::settings);

    private int next;

    HdfsFileSourceTest() {
        STORAGE.replace(directory + "/empty.txt", new byte[0]);
    }

    @AfterAll
    static void closeStorage() {
        STORAGE.close();
    }

    @Override
    protected Storage storage() {
        return STORAGE;
    }

    @Override
    protected Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("text"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("path", directory);
    }

    @Override
    protected List<String> shown() {
        return List.of("value");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String word = "row" + next;
            STORAGE.replace(directory + "/" + next++ + ".txt", word.getBytes(StandardCharsets.UTF_8));
            fed.add(word);
        }
        return fed;
    }
}
