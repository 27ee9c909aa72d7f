package org.healthwarehouse.connector;

import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/**
 * Takes what a connector reads off one page. Used by one thread, in any order of calls. Nothing becomes visible before
 * the whole page was read and committed.
 */
public interface PageSink {
    /** Where samples of that type and device go; asking again for the same answers the same sink. */
    default SampleSink samples(SampleType type, Device device) {
        return samples(type, device, "");
    }

    /** The same for one channel of the device, where samples of one device may coincide. */
    SampleSink samples(SampleType type, Device device, String channel);

    /** A record, new or changed or the same as ever. */
    void record(ParsedRecord record);

    /** A position. */
    void location(ParsedLocation location);

    /**
     * The vendor says that a record or location is gone. What is stored of it becomes a revision; one that was never
     * stored is no problem.
     */
    void deleted(DataType type, RecordKey key);

    /**
     * When a local date really was. For feeds on {@link org.healthwarehouse.coverage.TimeAxis#LOCAL_DATE}. Of several
     * for one date the last counts, but none that was reckoned where another is exact.
     */
    void localDay(LocalDay day);

    /** An item could not be read; all others could. */
    void problem(ParseProblem problem);

    /** What the page says about ranges. Without a claim nothing counts as fetched. */
    void claim(Claim claim);

    /** There is another page. */
    void next(PageToken token);
}
