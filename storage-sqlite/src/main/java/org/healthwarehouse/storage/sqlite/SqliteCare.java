package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.StoreStatistics;
import org.healthwarehouse.storage.VerifyProgress;
import org.healthwarehouse.storage.VerifyReport;

/** Looks after the file. */
final class SqliteCare implements StoreCare {
    private final ConnectionFactory connections;
    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqliteCare(ConnectionFactory connections, Writer writer, Readers readers, InstantSource clock) {
        this.connections = connections;
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public StoreStatistics statistics() {
        return readers.read("count what is stored", session -> StatisticsReader.read(session, connections.file()));
    }

    /** On a connection of its own: a damaged page must not spoil one that others use. */
    @Override
    public VerifyReport verify(Predicate<VerifyProgress> goOn) {
        readers.checkOpen();
        Instant startedAt = clock.instant();
        StoreCheck check = new StoreCheck(goOn, startedAt);
        try (Session session = connections.probe()) {
            check.run(session);
        } catch (SQLException e) {
            throw readers.failure("check the store", e);
        }
        return new VerifyReport(
                startedAt, Duration.between(startedAt, clock.instant()), check.finished(), check.findings());
    }

    @Override
    public List<ErrorEntry> openErrors(UserId user, int most) {
        return readers.read("read the error log", session -> ErrorLog.open(session, user, most));
    }

    @Override
    public List<SeenFinding> findings(UserId user, int most) {
        return readers.read("read findings", session -> FindingTable.of(session, user, most));
    }

    @Override
    public boolean resolveError(long id, Instant at) {
        return writer.inTransaction("resolve an error", session -> ErrorLog.resolve(session, id, at));
    }
}
