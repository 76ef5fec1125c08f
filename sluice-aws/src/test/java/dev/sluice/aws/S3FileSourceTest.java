package dev.sluice.aws;

import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.storage.RemoteFileSourceContract;
import org.junit.jupiter.api.AfterEach;

class S3FileSourceTest extends RemoteFileSourceContract {

    private final String directory = S3Server.bucket() + "/files";
    private final StorageByScheme storage = new StorageByScheme(LocalStorage.ofMachine(), S3Server::settings);

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Override
    protected String directory() {
        return directory;
    }

    @Override
    protected StorageByScheme storage() {
        return storage;
    }
}
