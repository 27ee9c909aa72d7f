package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;

/**
 * The summary of a day ({@code usersummary/daily}): what the export has too, some of it under other names. The service
 * reckons the energy that a body needs at rest for every day, so that alone says nothing.
 */
final class SummaryRows implements ListRows.Reader {
    private static final List<String> MEASURED = List.of(
            "totalSteps",
            "restingHeartRate",
            "minHeartRate",
            "averageStressLevel",
            "bodyBatteryHighestValue",
            "highlyActiveSeconds",
            "activeSeconds",
            "floorsAscendedInMeters");

    private final DayRows rows = new DayRows();

    @Override
    public void read(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        if (Boolean.TRUE.equals(item.left().remove("privacyProtected"))) {
            out.notAuthorised();
            return;
        }
        LocalDate date = item.copy().requiredDate("calendarDate");
        boolean worn = !Boolean.FALSE.equals(item.left().get("includesWellnessData"))
                || Boolean.TRUE.equals(item.left().get("includesActivityData"));
        Optional<Instant> start = item.copy().instant("wellnessStartTimeGmt");
        Optional<Instant> end = item.copy().instant("wellnessEndTimeGmt");
        if (start.isPresent() && end.isPresent()) {
            out.day(date, start.get(), end.get());
        } else {
            out.date(date);
        }
        if (worn && MEASURED.stream().anyMatch(item.left()::containsKey)) {
            rows.tell(item, out.sink(), false);
            out.told();
        }
    }
}
