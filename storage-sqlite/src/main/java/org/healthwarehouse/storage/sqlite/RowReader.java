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

/** Reads rows of streams in order of time, as they are or as they were. */
interface RowReader {
    void samples(Session session, List<StreamId> streams, TimeRange range, SampleVisitor visitor) throws SQLException;

    void samples(Session session, List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor)
            throws SQLException;

    void records(Session session, List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor)
            throws SQLException;

    void locations(Session session, List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor)
            throws SQLException;
}
