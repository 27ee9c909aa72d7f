package org.healthwarehouse.export;

import java.util.Comparator;
import java.util.List;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;

/**
 * What an exporter writes.
 *
 * @param snapshot the state of the store; the exporter does not close it
 * @param streams whose rows are to be written, in order of type, user and source
 * @param all the streams that the export holds when it is whole: besides {@code streams} those whose files are taken
 *     over from the export before; in the same order
 * @param range every row that has something in common with it
 */
public record ExportContent(Snapshot snapshot, List<StreamId> streams, List<StreamId> all, TimeRange range) {
    private static final Comparator<StreamId> ORDER = Comparator.comparing(
                    (StreamId stream) -> stream.type().name())
            .thenComparing(stream -> stream.user().value())
            .thenComparing(StreamId::source);

    /** Sorts the streams. */
    public ExportContent {
        streams = streams.stream().sorted(ORDER).toList();
        all = all.stream().sorted(ORDER).toList();
    }

    /** The data types to be written, in order of their names. */
    public List<DataType> types() {
        return streams.stream().map(StreamId::type).distinct().toList();
    }

    /** The users of whom something of the type is to be written, in order of their names. */
    public List<UserId> users(DataType type) {
        return streams.stream()
                .filter(stream -> stream.type().equals(type))
                .map(StreamId::user)
                .distinct()
                .toList();
    }

    /** The streams of one type and user that are to be written, in order of their sources. */
    public List<StreamId> of(DataType type, UserId user) {
        return streams.stream()
                .filter(stream -> stream.type().equals(type) && stream.user().equals(user))
                .toList();
    }
}
