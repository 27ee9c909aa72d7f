package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot.NotedSampleVisitor;
import org.healthwarehouse.storage.Snapshot.SampleVisitor;

/** Rows as they are. */
final class PresentRows implements RowReader {
    @Override
    public void samples(Session session, List<StreamId> streams, TimeRange range, SampleVisitor visitor)
            throws SQLException {
        SampleReader.read(session, streams, range, visitor);
    }

    @Override
    public void samples(Session session, List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor)
            throws SQLException {
        NotedSampleReader.read(session, streams, range, visitor);
    }

    @Override
    public void records(
            Session session, List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor)
            throws SQLException {
        RecordReader.read(session, streams, range, visitor);
    }

    @Override
    public void locations(Session session, List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor)
            throws SQLException {
        LocationReader.read(session, streams, range, visitor);
    }
}
