package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.SyncFinding;

/** What a person should know about the answers of sources; each thing once, however often it is seen. */
final class FindingTable {
    private static final String SEEN = """
            INSERT INTO finding (kind, user_id, source_id, type, start_ms, end_ms, detail, first_ms, last_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
            ON CONFLICT (user_id, source_id, kind, type, start_ms, end_ms) DO UPDATE SET
                detail = excluded.detail, last_ms = max(last_ms, excluded.last_ms), count = count + 1""";
    private static final String OF_USER = """
            SELECT f.kind, o.name, f.type, f.start_ms, f.end_ms, f.detail, f.last_ms, f.first_ms, f.count
            FROM finding f JOIN user u ON u.user_id = f.user_id JOIN source o ON o.source_id = f.source_id
            WHERE u.name = ? ORDER BY f.last_ms DESC, f.finding_id DESC LIMIT ?""";

    private FindingTable() {}

    static void seen(Session session, SyncFinding finding) throws SQLException {
        session.update(
                SEEN,
                finding.kind().name(),
                Names.user(session, finding.user()),
                Names.source(session, finding.source()),
                finding.type().orElse(""),
                finding.range().map(TimeRange::startMs).orElse(0L),
                finding.range().map(TimeRange::endMs).orElse(0L),
                finding.detail(),
                finding.at().toEpochMilli());
    }

    static List<SeenFinding> of(Session session, UserId user, int most) throws SQLException {
        return session.all(OF_USER, row -> read(row, user), user.value(), most);
    }

    private static SeenFinding read(ResultSet row, UserId user) throws SQLException {
        boolean ranged = row.getLong(4) < row.getLong(5);
        SyncFinding finding = new SyncFinding(
                SyncFinding.Kind.valueOf(row.getString(1)),
                user,
                SourceId.of(row.getString(2)),
                Optional.of(row.getString(3)).filter(type -> !type.isEmpty()),
                ranged ? Optional.of(Columns.range(row, 4)) : Optional.empty(),
                row.getString(6),
                Columns.instant(row, 7));
        return new SeenFinding(finding, Columns.instant(row, 8), row.getLong(9));
    }
}
