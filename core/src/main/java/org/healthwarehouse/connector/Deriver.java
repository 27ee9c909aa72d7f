package org.healthwarehouse.connector;

import java.time.Duration;
import java.util.List;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;

/**
 * Makes records out of samples that a source sends, such as sleeps out of stages of sleep. Whenever samples come,
 * change or vanish, the store derives anew what they touch, in the same transaction; so the records always fit the
 * samples. Pure and thread-safe: no clock, no network, equal input gives equal output.
 */
public interface Deriver {
    /** What it reads. */
    SampleType input();

    /** What it makes. No feed of the same source brings records of this type. */
    RecordType output();

    /**
     * How far a sample can matter: two samples that have no chain of samples between them with pauses shorter than this
     * never belong to one record.
     */
    Duration reach();

    /** Rises whenever {@link #derive} would make something else of some samples than before. */
    int version();

    /**
     * Every record that these samples give, each with one key of the scheme {@code derived} that says when it starts.
     *
     * @param samples samples of all devices, in order of start; before the first and after the last there is no sample
     *     within the reach
     */
    List<ParsedRecord> derive(SampleSeries samples);
}
