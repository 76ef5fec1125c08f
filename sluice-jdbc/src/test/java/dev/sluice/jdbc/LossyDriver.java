package dev.sluice.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Any database, behind a network that loses the connection in a commit, and is away for some attempts then.
public final class LossyDriver implements Driver {

    enum Loss {
        /// The server never hears of the commit, and forgets the transaction.
        COMMIT,
        /// The server has committed when the connection is lost.
        ANSWER
    }

    private static final AtomicReference<@Nullable Loss> NEXT = new AtomicReference<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();

    public LossyDriver() {}

    /// Loses the next commit, and refuses so many connections after it.
    static void loseCommit(Loss loss, int refusals) {
        REFUSALS.set(refusals);
        NEXT.set(loss);
    }

    static int lossesLeft() {
        return (NEXT.get() == null ? 0 : 1) + REFUSALS.get();
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (NEXT.get() == null && REFUSALS.get() > 0) {
            REFUSALS.decrementAndGet();
            throw new SQLException("connection refused");
        }
        Connection real = DriverManager.getConnection(url, properties);
        return (Connection) Proxy.newProxyInstance(
                LossyDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    Loss loss = method.getName().equals("commit") ? NEXT.getAndSet(null) : null;
                    if (loss == Loss.ANSWER) real.commit();
                    if (loss != null) {
                        if (loss == Loss.COMMIT) real.rollback();
                        real.close();
                        throw new SQLException("connection reset");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public boolean acceptsURL(String url) {
        return false; // only who names this driver gets it
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
