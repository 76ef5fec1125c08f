package dev.sluice.api;

import dev.sluice.ast.Relation;
import dev.sluice.parser.SqlParser;
import java.util.Map;

/// Says what to read as a stream, with Spark's method names.
public final class DataStreamReader extends ReaderBase<DataStreamReader> {

    DataStreamReader(Session session) {
        super(session, true);
    }

    @Override
    DataStreamReader self() {
        return this;
    }

    public DataFrame table(String name) {
        return session.frame(new Relation.Table(SqlParser.multipartIdentifier(name), true, Map.of(), null));
    }
}
