package dev.sluice.jdbc;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Opens connections, and says what went wrong with them.
///
/// Not by DriverManager, which only knows drivers of the class path: this module and its drivers may have been opened
/// from a directory of their own.
final class Databases {

    private Databases() {}

    static Connection open(JdbcOptions options) {
        var properties = new Properties();
        if (options.user() != null) properties.setProperty("user", options.user());
        if (options.password() != null) properties.setProperty("password", options.password());
        try {
            Driver driver = driver(options);
            Connection connection = driver.connect(options.url(), properties);
            if (connection == null)
                throw noDriver(options, Set.of(driver.getClass().getName()));
            return connection;
        } catch (SQLException e) {
            throw ErrorCondition.JDBC_CONNECTION_FAILED
                    .error()
                    .with("url", options.shownUrl())
                    .hint(e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private static Driver driver(JdbcOptions options) throws SQLException {
        ClassLoader ours = Databases.class.getClassLoader();
        String named = options.driver();
        if (named != null) return instance(named, options, ours);
        Set<String> seen = new TreeSet<>();
        for (ClassLoader loader :
                new ClassLoader[] {ours, Thread.currentThread().getContextClassLoader()}) {
            for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
                seen.add(driver.getClass().getName());
                if (driver.acceptsURL(options.url())) return driver;
            }
        }
        throw noDriver(options, seen);
    }

    private static Driver instance(String name, JdbcOptions options, @Nullable ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw noDriver(options, Set.of());
        }
    }

    private static SluiceException noDriver(JdbcOptions options, Set<String> seen) {
        return ErrorCondition.JDBC_NO_DRIVER
                .error()
                .with("url", options.shownUrl())
                .with("driver", options.driver() == null ? "its url" : options.driver())
                .with("known", seen.isEmpty() ? "none looked at" : String.join(", ", seen))
                .build();
    }

    static SluiceException failed(JdbcOptions options, String doing, SQLException e) {
        return ErrorCondition.JDBC_FAILED
                .error()
                .with("url", options.shownUrl())
                .with("message", doing + ": " + String.valueOf(e.getMessage()).strip())
                .cause(e)
                .build();
    }

    /// Whether the table can be asked.
    static boolean exists(Connection connection, String table) throws SQLException {
        boolean auto = connection.getAutoCommit();
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1 FROM " + table + " WHERE 1=0").close();
            return true;
        } catch (SQLException _) {
            if (!auto) connection.rollback(); // some databases do nothing more in a transaction that had an error
            return false;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
