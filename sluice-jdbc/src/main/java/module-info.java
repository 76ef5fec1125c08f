/// The format `jdbc`: tables of relational databases.
module dev.sluice.jdbc {
    requires transitive dev.sluice.core;
    requires static transitive org.jspecify;
    requires transitive java.sql;

    exports dev.sluice.jdbc;

    provides dev.sluice.connector.Provider with
            dev.sluice.jdbc.JdbcProvider;
}
