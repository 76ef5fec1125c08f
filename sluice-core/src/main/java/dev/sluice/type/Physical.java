package dev.sluice.type;

/// How the values of a type are held in memory: one vector class each.
public enum Physical {
    /// No value at all: every row is null.
    NULL,
    BOOLEAN,
    /// 32 bits: TINYINT, SMALLINT, INT, DATE and months.
    INT,
    /// 64 bits: BIGINT, the timestamps and day-time intervals.
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    /// Byte strings: STRING (UTF-8), BINARY and calendar intervals.
    BYTES,
    ARRAY,
    MAP,
    STRUCT
}
