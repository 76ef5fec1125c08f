package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.List;

/// Opens a session as the command line wants it.
final class Engine {

    static final Option SET =
            Option.value("--set", "KEY=VALUE", "a setting, as SET in SQL; may be given several times");
    static final Option DIRECTORY =
            Option.value("--directory", "DIR", "where relative paths begin, FILE's too; else the current directory");

    private Engine() {}

    /// The options that are about the session, behind a command's own.
    static List<Option> with(Option... own) {
        var all = new ArrayList<>(List.of(own));
        all.add(SET);
        all.add(DIRECTORY);
        return all;
    }

    /// The terminal in the directory that is asked for.
    static Terminal terminal(Arguments arguments, Terminal terminal) {
        return arguments.value(DIRECTORY.name()).map(terminal::in).orElse(terminal);
    }

    /// A session with the settings that are asked for.
    static Session open(Arguments arguments, Terminal terminal) {
        Session session = Session.builder()
                .appName("sluice")
                .storage(terminal.files())
                .output(terminal.out())
                .create();
        try {
            for (String setting : arguments.values(SET.name())) set(session, setting);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void set(Session session, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new UsageException("a setting is written key=value, for example --set spark.sql.session.timeZone=UTC,"
                    + " and not " + setting);
        }
        set(
                session,
                setting.substring(0, equals).strip(),
                setting.substring(equals + 1).strip());
    }

    /// Sets what came from the command line: if it can't be, the command line is wrong.
    static void set(Session session, String key, String value) {
        try {
            session.conf().set(key, value);
        } catch (SluiceException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
