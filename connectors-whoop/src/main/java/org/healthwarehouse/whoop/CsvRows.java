package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** Makes records of the rows of one table. */
interface CsvRows {
    /** What its rows are. */
    RecordType type();

    /**
     * Tells what a row says.
     *
     * @throws CsvRow.BadValueException if it says nothing that can be told
     */
    void read(CsvRow row, PageSink sink) throws CsvRow.BadValueException;

    static ParsedRecord record(
            RecordType type, RecordKey key, Instant start, Instant end, boolean open, Attributes attributes)
            throws CsvRow.BadValueException {
        if (end.isBefore(start)) {
            throw new CsvRow.BadValueException("it ends before it begins");
        }
        return new ParsedRecord(type, Set.of(key), start, end, Optional.empty(), open, attributes);
    }
}
