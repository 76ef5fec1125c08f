/// Stream scripts: streaming queries under test, step by step, without threads, clocks or sleeps.
module dev.sluice.testing {
    requires static transitive org.jspecify;
    requires transitive dev.sluice.core;
    requires transitive org.junit.jupiter.api;

    exports dev.sluice.testing;
    exports dev.sluice.testing.crash;
    exports dev.sluice.testing.simulation;
    exports dev.sluice.testing.storage;
}
