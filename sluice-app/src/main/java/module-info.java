/// The command `sluice`.
///
/// Other modules add commands as [dev.sluice.app.Command].
module dev.sluice.app {
    requires static transitive org.jspecify;
    requires transitive dev.sluice.core;

    exports dev.sluice.app;

    uses dev.sluice.app.Command;

    provides java.lang.System.LoggerFinder with
            dev.sluice.app.log.LineLoggerFinder;
}
