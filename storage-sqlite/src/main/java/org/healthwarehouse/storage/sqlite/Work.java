package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;

/** What is done inside one transaction. */
@FunctionalInterface
interface Work<T> {
    T in(Session session) throws SQLException;
}
