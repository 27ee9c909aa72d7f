package org.healthwarehouse.whoop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;

/** What everything here agrees on. */
final class Whoop {
    static final SourceId SOURCE = SourceId.of("whoop");
    /** The scheme of the numbers that the vendor gives to cycles, and by which it knows their recoveries. */
    static final String ID = "id";
    /** The scheme of starts, by which rows of an export without ids find the records of the interface. */
    static final String START = "start";
    /** The scheme by which a recovery is found by the sleep that it was rated after. */
    static final String SLEEP = "sleep";

    private Whoop() {}

    /** The start of a cycle, sleep or workout to the second: all that an export tells. */
    static RecordKey startKey(Instant start) {
        return new RecordKey(START, start.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
