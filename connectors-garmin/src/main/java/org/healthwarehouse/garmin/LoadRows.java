package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** The training load ({@code MetricsAcuteTrainingLoad}). */
final class LoadRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.TRAINING_LOAD;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Instant at = item.requiredInstant("timestamp");
        Optional<String> device = ExportRows.deviceKey(item);
        ExportValues values = new ExportValues()
                .put("local_date", item.date("calendarDate"))
                .put("device", device)
                .put("acute", item.number("dailyTrainingLoadAcute"))
                .put("chronic", item.number("dailyTrainingLoadChronic"))
                .put("ratio", item.number("dailyAcuteChronicWorkloadRatio"))
                .put("ratio_percent", item.number("acwrPercent"))
                .word("status", item.text("acwrStatus"));
        sink.record(ExportRows.record(
                DataTypes.TRAINING_LOAD,
                Set.of(GarminKeys.moment(at, device.orElse(""), "")),
                at,
                at,
                values.with(item)));
        return Optional.of(at);
    }
}
