package dev.sluice.aws;

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
import org.junit.jupiter.api.AfterEach;

/// Files of text that appear there, a row each.
class S3FileSourceTest extends SourceContract {

    private final String directory = S3Server.bucket() + "/files";
    private final StorageByScheme storage = new StorageByScheme(LocalStorage.ofMachine(), S3Server::settings);
    private int next;

    S3FileSourceTest() {
        storage.replace(directory + "/empty.txt", new byte[0]);
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Override
    protected Storage storage() {
        return storage;
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
            storage.replace(directory + "/" + next++ + ".txt", word.getBytes(StandardCharsets.UTF_8));
            fed.add(word);
        }
        return fed;
    }
}
