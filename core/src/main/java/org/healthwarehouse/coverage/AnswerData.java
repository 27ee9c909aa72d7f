package org.healthwarehouse.coverage;

import java.time.LocalDate;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Where an answer holds anything of one data type. */
public interface AnswerData {
    /** The UTC days that it holds anything of, as whole days. */
    TimeRangeSet utcDays();

    /**
     * Whether it holds anything of a local date.
     *
     * @param date the date
     * @param interval when the date was
     */
    boolean holds(LocalDate date, TimeRange interval);
}
