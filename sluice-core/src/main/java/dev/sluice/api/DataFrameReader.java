package dev.sluice.api;

/// Says what to read as a whole, with Spark's method names.
public final class DataFrameReader extends ReaderBase<DataFrameReader> {

    DataFrameReader(Session session) {
        super(session, false);
    }

    @Override
    DataFrameReader self() {
        return this;
    }

    public DataFrame table(String name) {
        return session.table(name);
    }
}
