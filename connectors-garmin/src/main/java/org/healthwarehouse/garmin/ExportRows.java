package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** Reads the objects of one kind of file. For one page. */
interface ExportRows {
    /** What they are, above all. */
    DataType type();

    /**
     * Tells what an object says.
     *
     * @return when it begins, in UTC; empty if it is about something that is not read here
     * @throws BadItemException if it says nothing that can be told
     */
    Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException, MalformedResponseException;

    /** There are no more. */
    default void finish(PageSink sink) throws MalformedResponseException {}

    /** Under which device what the web service says of a device, or of itself, is stored. */
    static Device device(String name) {
        return new Device("connect:" + name, Attributes.EMPTY);
    }

    /** The key of the device that an object names. */
    static Optional<String> deviceKey(ExportItem item) {
        return item.identity("deviceId").map(id -> device(id).key());
    }

    static ParsedRecord record(RecordType type, Set<RecordKey> keys, Instant start, Instant end, Attributes attributes)
            throws BadItemException {
        if (end.isBefore(start)) {
            throw new BadItemException("it ends before it begins");
        }
        return new ParsedRecord(type, keys, start, end, Optional.empty(), false, attributes);
    }
}
