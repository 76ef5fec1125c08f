package dev.sluice.aws.kinesis;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;

/// Records that had to be read and may be gone: an error, or a warning where the option `failOnDataLoss` says so.
record DataLoss(String stream, boolean fails) {

    private static final System.Logger LOG = System.getLogger("KinesisSource");

    void report(String message) {
        SluiceException loss = ErrorCondition.KINESIS_DATA_LOSS
                .error()
                .with("stream", stream)
                .with("message", message)
                .build();
        if (fails) throw loss;
        LOG.log(System.Logger.Level.WARNING, loss.sentence() + " The query goes on: failOnDataLoss is false.");
    }
}
