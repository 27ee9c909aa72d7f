package org.healthwarehouse.storage.sqlite;

import java.io.Serial;
import java.sql.SQLException;

/** Carries what goes wrong with SQL through work that is not ours, to the transaction around it. */
final class Tunnel extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SQLException carried;

    private Tunnel(SQLException carried) {
        super(carried);
        this.carried = carried;
    }

    /** Some SQL inside of the work. */
    @FunctionalInterface
    interface Inside<T> {
        T run() throws SQLException;
    }

    static <T> T through(Inside<T> sql) {
        try {
            return sql.run();
        } catch (SQLException e) {
            throw new Tunnel(e);
        }
    }

    SQLException carried() {
        return carried;
    }
}
