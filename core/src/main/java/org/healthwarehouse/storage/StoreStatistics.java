package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;

/**
 * How large a store is and what it holds, at one commit.
 *
 * @param fileBytes size of the database; 0 where the storage cannot tell
 * @param logBytes size of what is committed and not yet moved into it (the write-ahead log); 0 where there is none
 * @param rawBytes what the vendors sent, in bytes as they came
 * @param rawStoredBytes the same as it is stored, compressed
 * @param sampleBytes what the samples take up, without what is kept of their former values; 0 where the storage cannot
 *     tell
 * @param streams what each stream holds, in order of user, source and type
 */
public record StoreStatistics(
        long fileBytes,
        long logBytes,
        long rawBytes,
        long rawStoredBytes,
        long sampleBytes,
        List<StreamStatistics> streams) {
    /** Copies the list. */
    public StoreStatistics {
        streams = List.copyOf(streams);
    }

    /**
     * What one stream holds.
     *
     * @param stream which stream
     * @param rows its samples, records or locations
     * @param oldest the start of its first row; empty if it has none
     * @param newest the start of its last row; empty if it has none
     * @param lastSync when a fetch of it last succeeded; empty if none did
     */
    public record StreamStatistics(
            StreamId stream,
            long rows,
            Optional<Instant> oldest,
            Optional<Instant> newest,
            Optional<Instant> lastSync) {}

    /** Samples of all streams. */
    public long samples() {
        return rows(SampleType.class);
    }

    /** Records of all streams. */
    public long records() {
        return rows(RecordType.class);
    }

    /** Locations of all streams. */
    public long locations() {
        return rows(LocationType.class);
    }

    private long rows(Class<? extends DataType> kind) {
        return streams.stream()
                .filter(each -> kind.isInstance(each.stream().type()))
                .mapToLong(StreamStatistics::rows)
                .sum();
    }

    /** Rows of all users and sources by name of the data type. */
    public Map<String, Long> rowsByType() {
        Map<String, Long> sum = new TreeMap<>();
        streams.forEach(each -> sum.merge(each.stream().type().name(), each.rows(), Long::sum));
        return sum;
    }

    /** When any fetch last succeeded; empty if none did. */
    public Optional<Instant> lastSync() {
        return streams.stream().flatMap(each -> each.lastSync().stream()).max(Comparator.naturalOrder());
    }

    /** What a sample takes up on average; empty where there is none or the storage cannot tell. */
    public OptionalDouble bytesPerSample() {
        return samples() == 0 || sampleBytes == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) sampleBytes / samples());
    }
}
