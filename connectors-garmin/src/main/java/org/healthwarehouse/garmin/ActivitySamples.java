package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** The moments of an activity. Where several have the same second, as with pauses, the first one counts. */
final class ActivitySamples implements FitPage.Part {
    private final FitOutline outline;
    private final Samples samples;
    private long last = FitMessage.NO_TIME;
    private long lastDistanceMs;
    private double lastDistance = Double.NaN;

    ActivitySamples(FitOutline outline, Samples samples) {
        this.outline = outline;
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        long time = message.timeMs();
        if (!message.name().equals("record") || time == FitMessage.NO_TIME || time == last) {
            return;
        }
        last = time;
        String sport = outline.sport(time);
        samples.moment(DataTypes.HEART_RATE, time, positive(message.value("heart_rate")));
        boolean running = sport.equals("running");
        samples.moment(running ? DataTypes.RUNNING_POWER : DataTypes.POWER, time, message.value("power"));
        if (running) {
            samples.moment(DataTypes.RUNNING_SPEED, time, speed(message));
        }
        distance(sport, time, message.value("distance"));
        location(time, message);
    }

    /** Devices write a heart rate of 0 where nothing was measured. */
    private static double positive(double value) {
        return value > 0 ? value : Double.NaN;
    }

    /** What the counter rose by since it was last read. One that falls has begun anew. */
    private void distance(String sport, long time, double metres) throws MalformedResponseException {
        SampleType type = Sports.distance(sport);
        if (type == null || Double.isNaN(metres)) {
            return;
        }
        if (Double.isNaN(lastDistance)) {
            lastDistanceMs = start(time);
            lastDistance = 0;
        }
        double way = metres - lastDistance;
        if (way > 0) {
            samples.span(type, lastDistanceMs, time, way);
        }
        lastDistanceMs = time;
        lastDistance = metres;
    }

    private long start(long time) {
        return outline.sessions().stream()
                .filter(session -> session.contains(time))
                .mapToLong(FitSession::startMs)
                .findFirst()
                .orElse(time);
    }

    private static double speed(FitMessage message) {
        double enhanced = message.value("enhanced_speed");
        return Double.isNaN(enhanced) ? message.value("speed") : enhanced;
    }

    private void location(long time, FitMessage message) {
        double latitude = message.value("position_lat");
        double longitude = message.value("position_long");
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            return;
        }
        Map<String, Object> attributes = new TreeMap<>();
        double altitude = message.value("enhanced_altitude");
        altitude = Double.isNaN(altitude) ? message.value("altitude") : altitude;
        if (!Double.isNaN(altitude)) {
            attributes.put("altitude", altitude);
        }
        if (!Double.isNaN(speed(message))) {
            attributes.put("speed", speed(message));
        }
        samples.sink()
                .location(new ParsedLocation(
                        DataTypes.LOCATION,
                        new RecordKey("fit", outline.device().key() + " " + time / 1000),
                        Instant.ofEpochMilli(time),
                        latitude,
                        longitude,
                        OptionalDouble.empty(),
                        Attributes.of(attributes)));
    }
}
