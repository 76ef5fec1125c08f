package dev.sluice.testing.simulation;

import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.storage.Storage;

/// What stands between the engine and its surroundings in a simulation. Whoever puts something in between can see what
/// a simulation would say of an engine that does not do what it should.
public interface Seams {

    /// Nothing in between.
    Seams PLAIN = new Seams() {};

    default Storage storage(Storage storage) {
        return storage;
    }

    default Source source(Source source) {
        return source;
    }

    default Sink sink(Sink sink) {
        return sink;
    }
}
