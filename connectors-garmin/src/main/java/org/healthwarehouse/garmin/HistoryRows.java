package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** How training goes, as the service judges ({@code TrainingHistory}). */
final class HistoryRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.TRAINING_STATUS;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Instant at = item.requiredInstant("timestamp");
        Optional<String> device = ExportRows.deviceKey(item);
        Optional<String> sport = item.text("sport").map(name -> name.toLowerCase(Locale.ROOT));
        ExportValues values = new ExportValues()
                .put("local_date", item.date("calendarDate"))
                .put("device", device)
                .put("sport", sport)
                .word("status", item.text("trainingStatus"));
        sink.record(ExportRows.record(
                DataTypes.TRAINING_STATUS,
                Set.of(GarminKeys.moment(at, device.orElse(""), sport.orElse(""))),
                at,
                at,
                values.with(item)));
        return Optional.of(at);
    }
}
