package dev.sluice.app.log;

/// Gives the loggers of this process.
public final class LineLoggerFinder extends System.LoggerFinder {

    public LineLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name);
    }
}
