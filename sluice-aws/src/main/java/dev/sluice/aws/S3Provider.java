package dev.sluice.aws;

import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import dev.sluice.storage.StorageProvider;
import java.util.List;
import java.util.Map;

/// The files of `s3://bucket/…`, also said `s3a://bucket/…`.
public final class S3Provider implements StorageProvider {

    public S3Provider() {}

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<String> otherNames() {
        return List.of("s3a");
    }

    @Override
    public Storage open(String root, Surroundings around) {
        String bucket = root.substring(root.indexOf("://") + 3);
        if (bucket.isEmpty()) throw StorageErrors.cannot("open", root, "a bucket is named in front of the path");
        return new ObjectStorage(objects(root, around.settings().get()));
    }

    static S3Objects objects(String root, Map<String, String> settings) {
        return new S3Objects(S3Settings.client(settings), root, root.substring(root.indexOf("://") + 3));
    }
}
