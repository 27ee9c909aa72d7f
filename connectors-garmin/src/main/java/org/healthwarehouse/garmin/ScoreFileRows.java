package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;

/** A file of an export with ratings of dates. */
final class ScoreFileRows implements ExportRows {
    private final ScoreRows scores;

    ScoreFileRows(ScoreRows scores) {
        this.scores = scores;
    }

    @Override
    public DataType type() {
        return scores.type();
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Optional<ParsedRecord> record = scores.read(item);
        record.ifPresent(sink::record);
        return record.map(ParsedRecord::start);
    }
}
