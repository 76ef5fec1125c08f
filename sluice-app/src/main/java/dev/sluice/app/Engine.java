package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.StorageByScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Opens a session as the command line wants it; for the commands of other modules, too.
public final class Engine {

    static final Option SET =
            Option.value("--set", "KEY=VALUE", "a setting, as SET in SQL; may be given several times");
    static final Option REMOTE = Option.value("--remote", "URL", """
            have a cluster of Apache Spark do the work, by Spark Connect:
            sc://host:15002/;token=…; paths are the cluster's then""");
    static final Option DIRECTORY =
            Option.value("--directory", "DIR", "where relative paths begin, FILE's too; else the current directory");

    private Engine() {}

    /// The options that are about the session, behind a command's own.
    public static List<Option> with(Option... own) {
        var all = new ArrayList<>(List.of(own));
        all.add(SET);
        all.add(DIRECTORY);
        return all;
    }

    /// The terminal in the directory that is asked for.
    ///
    /// @throws UsageException if there is no such directory
    public static Terminal terminal(Arguments arguments, Terminal terminal) {
        return arguments
                .value(DIRECTORY.name())
                .map(directory -> {
                    Terminal there = terminal.in(directory);
                    if (!Files.isDirectory(Path.of(there.absoluteDirectory()))) {
                        throw new UsageException("--directory " + directory + ": no such directory");
                    }
                    return there;
                })
                .orElse(terminal);
    }

    /// A session with the settings that are asked for.
    public static Session open(Arguments arguments, Terminal terminal) {
        Session.Builder builder =
                Session.builder().appName("sluice").storage(terminal.files()).output(terminal.out());
        arguments.value(REMOTE.name()).ifPresent(builder::remote);
        Session session = builder.create();
        try {
            for (String setting : arguments.values(SET.name())) set(session, setting);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// The files of this machine and of all URIs, with the settings that are asked for: for commands without a session.
    static StorageByScheme files(Arguments arguments, Terminal terminal) {
        Map<String, String> settings = new TreeMap<>();
        for (String setting : arguments.values(SET.name())) {
            int equals = equalsSign(setting);
            settings.put(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return new StorageByScheme(terminal.files(), () -> settings);
    }

    private static void set(Session session, String setting) {
        int equals = equalsSign(setting);
        set(
                session,
                setting.substring(0, equals).strip(),
                setting.substring(equals + 1).strip());
    }

    private static int equalsSign(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new UsageException("a setting is written key=value, for example --set spark.sql.session.timeZone=UTC,"
                    + " and not " + setting);
        }
        return equals;
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
