package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/**
 * Water as somebody noted it ({@code HydrationLogFile}). When it was drunk is told by a clock on the wall; what that
 * was ahead of UTC, by when it was noted. Several notes of one moment are one sample. What takes an earlier note back
 * is negative.
 */
final class WaterRows implements ExportRows {
    private final NavigableMap<Instant, Double> drunk = new TreeMap<>();

    @Override
    public DataType type() {
        return DataTypes.DIETARY_WATER;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        OptionalDouble millilitres = item.signed("valueInML");
        Optional<LocalDateTime> wall = item.clock("timestampLocal");
        Optional<Instant> noted = item.instant("persistedTimestampGMT");
        Instant at = ExportItem.offset(wall, noted)
                .map(offset -> wall.orElseThrow().toInstant(offset))
                .or(() -> wall.isEmpty() ? noted : Optional.empty())
                .orElseThrow(() -> new BadItemException("it does not say when that was in UTC"));
        if (millilitres.isEmpty()) {
            throw new BadItemException("a required field is missing or unreadable: valueInML");
        }
        drunk.merge(at, millilitres.getAsDouble(), Double::sum);
        return Optional.of(at);
    }

    @Override
    public void finish(PageSink sink) throws MalformedResponseException {
        SampleSink samples = sink.samples(DataTypes.DIETARY_WATER, ExportRows.device("hydration"));
        for (Map.Entry<Instant, Double> each : drunk.entrySet()) {
            samples.add(each.getKey().toEpochMilli(), each.getKey().toEpochMilli(), each.getValue());
        }
    }
}
