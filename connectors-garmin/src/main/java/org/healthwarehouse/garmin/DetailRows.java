package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * The course of an activity ({@code details}), of which the service leaves moments out until it is short enough for a
 * picture. Its columns are in another order for every activity. The sport is not told, so only what needs none is read.
 */
final class DetailRows implements ConnectRows {
    private static final Device DEVICE = ExportRows.device("details");

    private Columns columns = new Columns(List.of(), List.of());
    private String activity = "";

    @Override
    public List<String> paths() {
        return List.of("activityDetailMetrics[]");
    }

    @Override
    public void outline(ExportItem outline, Telling out) {
        columns = new Columns(outline.list("metricDescriptors"), List.of());
        activity = outline.identity("activityId").orElse("");
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        Object metrics = out.object(value).left().get("metrics");
        if (!(metrics instanceof List<?> values)) {
            throw new BadItemException("a row has no metrics");
        }
        Row row = columns.row(values);
        Instant at = row.time("directTimestamp").orElseThrow(() -> new BadItemException("a row has no time"));
        double rate = row.number("directHeartRate").orElse(0);
        if (rate > 0) {
            out.sample(DataTypes.HEART_RATE, DEVICE, "", at, at, rate);
        }
        double breaths = row.number("directRespirationRate").orElse(0);
        if (breaths > 0) {
            out.sample(DataTypes.RESPIRATORY_RATE, DEVICE, "", at, at, breaths);
        }
        location(row, at, out);
    }

    private void location(Row row, Instant at, Telling out) {
        double latitude = row.number("directLatitude").orElse(Double.NaN);
        double longitude = row.number("directLongitude").orElse(Double.NaN);
        boolean nowhere = latitude == 0 && longitude == 0;
        if (activity.isEmpty() || nowhere || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            return;
        }
        Map<String, Object> attributes = new TreeMap<>();
        row.number("directElevation").ifPresent(height -> attributes.put("altitude", height));
        row.number("directSpeed").ifPresent(speed -> attributes.put("speed", speed));
        out.location(new ParsedLocation(
                DataTypes.LOCATION,
                new RecordKey("details", activity + " " + at.getEpochSecond()),
                at,
                latitude,
                longitude,
                OptionalDouble.empty(),
                Attributes.of(attributes)));
    }
}
