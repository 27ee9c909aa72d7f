package org.healthwarehouse.garmin;

import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.jspecify.annotations.Nullable;

/** The body battery of several days ({@code bodyBattery/reports/daily}): of each only where the line bends. */
final class BatteryReportRows implements ConnectRows {
    @Override
    public List<String> paths() {
        return List.of("[]");
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        ExportItem day = out.object(value);
        var unused = DaySeriesRows.day(day, out);
        out.totals(day.number("charged").orElse(0) + day.number("drained").orElse(0) > 0);
        Columns columns = DaySeries.BODY_BATTERY_CHANGES.columns(day);
        Object rows = day.left().get(DaySeries.BODY_BATTERY_CHANGES.array());
        for (Object row : rows instanceof List<?> list ? list : List.of()) {
            if (row instanceof List<?> values) {
                DaySeries.BODY_BATTERY_CHANGES.tell(columns.row(values), out);
            }
        }
    }
}
