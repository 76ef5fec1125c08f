package dev.sluice.kafka;

import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;

/// Adds rows to topics as a whole. Where they are one transaction all of them appear, or none.
///
/// @param sink takes them as the one and only micro-batch of a stream would be
record KafkaOutput(Sink sink) implements TableOutput {

    /// A topic has no rows that others could be in the way of.
    @Override
    public boolean exists() {
        return false;
    }

    @Override
    public SluiceException alreadyExists() {
        return SluiceException.bug("a topic is written whether or not there is something in it");
    }

    private Sink.Batch begin() {
        try {
            return sink.begin(0, false);
        } catch (RuntimeException e) {
            try (sink) {
                throw e;
            }
        }
    }

    @Override
    public Sink.Batch begin(SaveMode mode) {
        switch (mode) {
            case APPEND, ERROR_IF_EXISTS -> {}
            case OVERWRITE, IGNORE ->
                throw ErrorCondition.KAFKA_SAVE_MODE
                        .error()
                        .with("mode", mode == SaveMode.OVERWRITE ? "Overwrite" : "Ignore")
                        .build();
        }
        Sink.Batch batch = begin();
        return new Sink.Batch() {
            @Override
            public Sink.Writer writer(int partition) {
                return batch.writer(partition);
            }

            @Override
            public void commit() {
                try (sink) {
                    batch.commit();
                }
            }

            @Override
            public void abort(Throwable cause) {
                try (sink) {
                    batch.abort(cause);
                }
            }
        };
    }
}
