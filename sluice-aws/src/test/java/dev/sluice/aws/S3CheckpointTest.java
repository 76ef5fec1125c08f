package dev.sluice.aws;

import dev.sluice.testing.storage.CheckpointContract;
import java.util.Map;

class S3CheckpointTest extends CheckpointContract {

    private final String bucket = S3Server.bucket();

    @Override
    protected String location() {
        return bucket + "/queries/digits";
    }

    @Override
    protected Map<String, String> settings() {
        return S3Server.settings();
    }
}
