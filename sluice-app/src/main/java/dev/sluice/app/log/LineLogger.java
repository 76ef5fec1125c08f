package dev.sluice.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Writes a line for each message, as Spark's console log does:
///
/// ```text
/// 26/11/21 12:02:19 WARN TextSocketMicroBatchStream: Stream closed by localhost:9999
/// ```
record LineLogger(String name) implements System.Logger {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return Log.shows(name, level);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
        if (!Log.shows(name, level)) return;
        var lines = new StringBuilder(line(LocalDateTime.now(ZoneId.systemDefault()), level, message));
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            lines.append(trace);
        }
        Log.print(lines.toString());
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... values) {
        if (!Log.shows(name, level)) return;
        String message = values == null || values.length == 0 ? format : MessageFormat.format(format, values);
        log(level, bundle, message, (Throwable) null);
    }

    /// No `DateTimeFormatter`: loading it would cost more than the whole line.
    private String line(LocalDateTime now, Level level, String message) {
        var line = new StringBuilder(80 + message.length());
        twoDigits(line, now.getYear() % 100).append('/');
        twoDigits(line, now.getMonthValue()).append('/');
        twoDigits(line, now.getDayOfMonth()).append(' ');
        twoDigits(line, now.getHour()).append(':');
        twoDigits(line, now.getMinute()).append(':');
        twoDigits(line, now.getSecond()).append(' ');
        line.append(level == Level.WARNING ? "WARN" : level.getName()).append(' ');
        line.append(name.substring(name.lastIndexOf('.') + 1)).append(": ");
        return line.append(message).append('\n').toString();
    }

    private static StringBuilder twoDigits(StringBuilder line, int number) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
