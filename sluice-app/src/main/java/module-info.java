/// The command `sluice`.
///
/// Other modules add commands as [dev.sluice.app.Command].
@SuppressWarnings("requires-automatic") // JLine 3 has module names and no descriptors
module dev.sluice.app {
    requires static transitive org.jspecify;
    requires transitive dev.sluice.core;
    requires org.jline.reader;
    requires org.jline.terminal;

    exports dev.sluice.app;

    uses dev.sluice.app.Command;

    provides java.lang.System.LoggerFinder with
            dev.sluice.app.log.LineLoggerFinder;
}
