package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Finding;
import org.healthwarehouse.storage.VerifyProgress;
import org.healthwarehouse.storage.VerifyStep;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** One check of the whole file, in one read transaction. Used once, by one thread. */
final class StoreCheck {
    /** So often SQLite asks whether to go on: some hundred times a second. */
    private static final int INSTRUCTIONS_BETWEEN_QUESTIONS = 100_000;

    private static final int DETAILS = 100;

    private final Predicate<VerifyProgress> goOn;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<VerifyStep> finished = EnumSet.noneOf(VerifyStep.class);
    private @Nullable RuntimeException problem;
    private VerifyProgress progress = new VerifyProgress(VerifyStep.FILE, 0, 0);

    StoreCheck(Predicate<VerifyProgress> goOn, Instant now) {
        this.goOn = goOn;
        this.now = now;
    }

    List<Finding> findings() {
        return findings;
    }

    Set<VerifyStep> finished() {
        return finished;
    }

    void run(Session session) throws SQLException {
        session.run("PRAGMA query_only = 1");
        session.whileRunning(INSTRUCTIONS_BETWEEN_QUESTIONS, this::isToGoOn);
        session.run("BEGIN");
        try {
            for (VerifyStep step : VerifyStep.values()) {
                step(session, step);
            }
        } catch (CancellationException e) {
            // What was found so far is reported.
        } finally {
            session.whileRunning(0, () -> true);
        }
        if (problem != null) {
            throw problem;
        }
    }

    /** Asked by SQLite's own code, through which no exception can pass. */
    private boolean isToGoOn() {
        try {
            return problem == null && goOn.test(progress);
        } catch (RuntimeException e) {
            problem = e;
            return false;
        }
    }

    /** Damage ends a step, not the check: what can still be read is. */
    private void step(Session session, VerifyStep step) throws SQLException {
        reached(step, 0, 0);
        try {
            switch (step) {
                case FILE -> file(session);
                case REFERENCES -> references(session);
                case LEDGER -> new LedgerCheck(session, this, now).rules();
                case ROWS -> new LedgerCheck(session, this, now).rows();
                case RAW -> RawCheck.run(session, this);
            }
            finished.add(step);
        } catch (SQLException e) {
            SQLiteErrorCode code = StoreErrors.primary(StoreErrors.code(e));
            if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
                throw new CancellationException();
            }
            if (code != SQLiteErrorCode.SQLITE_CORRUPT && code != SQLiteErrorCode.SQLITE_NOTADB) {
                throw e;
            }
            found(Finding.Kind.FILE_DAMAGED, Optional.empty(), 1, "while looking at " + step + ": " + code);
            session.forgetStatements();
            finished.add(step);
        }
    }

    private void file(Session session) throws SQLException {
        List<String> lines = session.all("PRAGMA integrity_check(" + DETAILS + ")", row -> row.getString(1));
        if (!lines.equals(List.of("ok"))) {
            found(Finding.Kind.FILE_DAMAGED, Optional.empty(), lines.size(), String.join("; ", lines));
        }
    }

    private void references(Session session) throws SQLException {
        List<String> broken = session.all(
                "SELECT \"table\" || ' refers to ' || parent || ', rows: ' || count(*), count(*)"
                        + " FROM pragma_foreign_key_check GROUP BY \"table\", parent",
                row -> row.getString(1));
        broken.forEach(line -> found(Finding.Kind.REFERENCE_BROKEN, Optional.empty(), 1, line));
        // Samples carry no declared references, because those would be looked up for every row.
        long orphans = session.first(
                        "SELECT count(*) FROM (SELECT DISTINCT series_id FROM sample)"
                                + " WHERE series_id NOT IN (SELECT series_id FROM series)",
                        row -> row.getLong(1))
                .orElse(0L);
        if (orphans > 0) {
            found(Finding.Kind.REFERENCE_BROKEN, Optional.empty(), orphans, "samples of series that are not there");
        }
    }

    /** Takes note of the progress and stops if nobody wants to hear more. */
    void reached(VerifyStep step, long done, long total) {
        progress = new VerifyProgress(step, done, total);
        if (!isToGoOn()) {
            throw new CancellationException();
        }
    }

    void found(Finding.Kind kind, Optional<StreamId> stream, long count, String detail) {
        findings.add(new Finding(kind, stream, count, detail));
    }
}
