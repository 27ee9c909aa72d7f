package org.healthwarehouse.garmin;

import java.time.Instant;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;

/** Steps of a quarter of an hour ({@code dailySummaryChart}). Where no watch was, there are rows of no steps. */
final class StepChartRows implements ListRows.Reader {
    private static final String NOT_WORN = "none";

    @Override
    public void read(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        Instant start = item.requiredInstant("startGMT");
        Instant end = item.requiredInstant("endGMT");
        double steps = item.number("steps").orElse(-1);
        boolean worn = !item.text("primaryActivityLevel").orElse("").equals(NOT_WORN);
        if (steps > 0 || (steps == 0 && worn)) {
            out.sample(DataTypes.STEPS, Telling.DAY, "", start, end, steps);
            out.reaches(end);
        }
    }
}
