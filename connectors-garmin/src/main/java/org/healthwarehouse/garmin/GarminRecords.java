package org.healthwarehouse.garmin;

import java.util.List;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;

/** Records that only Garmin has, on scales of its own. */
final class GarminRecords {
    private static final Field LOCAL_DATE = text("local_date", "Local date that it is for, as ISO 8601.");
    private static final Field DEVICE = text("device", "Device key: hardware and recording program.");
    private static final Field VENDOR =
            new Field("vendor", Kind.JSON, "1", "What else the source says, in its own words and units.");

    static final RecordType PERIOD_SUMMARY = new RecordType(
            "garmin.period_summary",
            List.of(
                    LOCAL_DATE,
                    text("kind", "What it is about: steps, stress, intensity, hydration or sleep_score."),
                    new Field("days", Kind.INTEGER, "d", "Of how many days, from the local date on: 1 or 7."),
                    number("steps", "{steps}", "Steps taken."),
                    number("step_goal", "{steps}", "Steps that the person wanted to take."),
                    number("distance", "m", "Distance covered on foot."),
                    number("stress_mean", "{score}", "Mean stress, from 0 to 100."),
                    number("rest_duration", "s", "Time of rest, as told from the stress."),
                    number("moderate_activity", "s", "Time of moderate exercise."),
                    number("vigorous_activity", "s", "Time of vigorous exercise."),
                    number("water", "mL", "Water drunk."),
                    number("water_goal", "mL", "Water that the person wanted to drink."),
                    number("sleep_score", "%", "Rating of the sleep, from 0 to 100."),
                    VENDOR),
            "What Garmin adds up of one kind for a day or a week, beside the daily summary.");

    static final RecordType RACE_PREDICTION = new RecordType(
            "garmin.race_prediction",
            List.of(
                    LOCAL_DATE,
                    number("time_5k", "s", "For 5 kilometres."),
                    number("time_10k", "s", "For 10 kilometres."),
                    number("time_half_marathon", "s", "For half a marathon."),
                    number("time_marathon", "s", "For a marathon."),
                    DEVICE,
                    VENDOR),
            "How fast Garmin thinks that the person could run a race on a date.");

    static final RecordType ENDURANCE_SCORE = new RecordType(
            "garmin.endurance_score",
            List.of(
                    LOCAL_DATE,
                    number("score", "{score}", "Garmin's own rating, above 3000 for nearly everybody."),
                    new Field("classification", Kind.INTEGER, "1", "In which class that is, in Garmin's numbers."),
                    DEVICE,
                    VENDOR),
            "How enduring Garmin thinks the person is on a date.");

    static final RecordType HILL_SCORE = new RecordType(
            "garmin.hill_score",
            List.of(
                    LOCAL_DATE,
                    number("score", "{score}", "Garmin's own rating, from 0 to 100."),
                    number("strength", "{score}", "The part for strength, from 0 to 100."),
                    number("endurance", "{score}", "The part for endurance, from 0 to 100."),
                    number("vo2_max", "mL/(kg.min)", "Greatest oxygen uptake that it was reckoned with."),
                    DEVICE,
                    VENDOR),
            "How well Garmin thinks the person runs uphill on a date.");

    static final RecordType ACTIVITY_WEATHER = new RecordType(
            "garmin.activity_weather",
            List.of(
                    number("temperature", "Cel", "Temperature of the air."),
                    number("temperature_felt", "Cel", "What it feels like."),
                    number("dew_point", "Cel", "Dew point."),
                    number("humidity", "%", "Relative humidity of the air, from 0 to 100."),
                    number("wind_direction", "deg", "Where the wind comes from; 90 is the east."),
                    text("weather", "What the weather is, in the source's words."),
                    VENDOR),
            "The weather of a workout that has the same key of the scheme id.");

    static final RecordType ACTIVITY_STATISTICS = new RecordType(
            "garmin.activity_statistics",
            List.of(
                    LOCAL_DATE,
                    text("local_start", "When it began on the clock of the wearer, as ISO 8601 without an offset."),
                    text("workout_type", "Kind of the activity, in Garmin's words."),
                    number("training_effect_aerobic", "{score}", "Aerobic training effect, from 0 to 5."),
                    VENDOR),
            "What Garmin's statistics list of a workout that has the same key of the scheme id; at noon of UTC of its"
                    + " local date, for they do not say when it began in UTC.");

    static final RecordType HEART_RATE_ZONES = new RecordType(
            "garmin.heart_rate_zones",
            List.of(
                    text("sport", "For which sport, in lower case; default for all others."),
                    text("method", "What the zones are shares of, in lower case."),
                    new Field("zone_floors", Kind.JSON, "1", "Lowest heart rate of each zone, the lowest zone first."),
                    number("heart_rate_max", "/min", "Highest heart rate that the person can reach."),
                    number("resting_heart_rate", "/min", "Heart rate at rest that they were reckoned with."),
                    number("lactate_threshold_heart_rate", "/min", "Heart rate at the lactate threshold."),
                    VENDOR),
            "The zones of the heart rate as they are now.");

    private GarminRecords() {}

    private static Field number(String name, String unit, String meaning) {
        return new Field(name, Kind.NUMBER, unit, meaning);
    }

    private static Field text(String name, String meaning) {
        return new Field(name, Kind.TEXT, "1", meaning);
    }
}
