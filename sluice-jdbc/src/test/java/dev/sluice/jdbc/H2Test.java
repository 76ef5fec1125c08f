package dev.sluice.jdbc;

/// H2, in memory.
class H2Test extends JdbcContract {
    @Override
    String url() {
        return "jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1";
    }

    @Override
    String impatientUrl() {
        return url() + ";LOCK_TIMEOUT=50";
    }
}
