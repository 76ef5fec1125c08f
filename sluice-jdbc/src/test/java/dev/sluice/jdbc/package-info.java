/// Tests on real databases: H2 and SQLite in the process, PostgreSQL where its programs are on the machine.
package dev.sluice.jdbc;
