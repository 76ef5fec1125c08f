/// Programs that show how Sluice is used, each a file that is read from top to bottom.
module dev.sluice.examples {
    requires static transitive org.jspecify;
    requires dev.sluice.core;

    opens dev.sluice.examples to
            dev.sluice.core; // whose records are rows
}
