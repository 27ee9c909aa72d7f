package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.RecordOrigin;

/** Where goes what the file of a device tells, though the service handed it out: a part of its own of each record. */
final class ToldByFile extends ForwardingPageSink {
    ToldByFile(PageSink sink) {
        super(sink);
    }

    @Override
    public void record(ParsedRecord record) {
        sink.record(record.toldBy(RecordOrigin.FILE));
    }
}
