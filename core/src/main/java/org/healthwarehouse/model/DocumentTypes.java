package org.healthwarehouse.model;

import java.util.List;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;

/** Records with identity and interval, and positions. */
final class DocumentTypes {
    static final RecordType WORKOUT = new RecordType(
            "workout",
            List.of(
                    text(
                            "workout_type",
                            "Kind of sport in lower snake case, for example running or strength_training."),
                    text("name", "What the person or the source calls it."),
                    number("duration", "s", "Time of exercise without pauses."),
                    number("distance", "m", "Distance covered."),
                    number("active_energy", "kcal", "Energy burned by moving."),
                    number("basal_energy", "kcal", "Energy that the body would have used at rest."),
                    number("heart_rate_mean", "/min", "Mean heart rate."),
                    number("heart_rate_min", "/min", "Lowest heart rate."),
                    number("heart_rate_max", "/min", "Highest heart rate."),
                    number("steps", "{steps}", "Steps taken."),
                    number("flights_climbed", "{flights}", "Flights of stairs climbed."),
                    number("swimming_strokes", "{strokes}", "Strokes swum."),
                    number("speed_mean", "m/s", "Mean speed."),
                    number("speed_max", "m/s", "Highest speed."),
                    number("power_mean", "W", "Mean power."),
                    number("power_max", "W", "Highest power."),
                    number("elevation_ascended", "m", "Metres climbed."),
                    number("elevation_descended", "m", "Metres descended."),
                    number("intensity_mean", "kcal/(kg.h)", "Mean metabolic rate; 1 is about that of sitting still."),
                    flag("indoor", "Whether it took place indoors."),
                    number("temperature", "Cel", "Temperature of the air."),
                    number("humidity", "%", "Relative humidity of the air, from 0 to 100."),
                    text("time_zone", "Zone id of the place where it began."),
                    text("device", "Device key: hardware and recording program."),
                    json("vendor", "What else the source says, in its own words and units."),
                    text("local_date", "Local date on which it began, as ISO 8601."),
                    text("score_state", "Whether the source has rated it: scored, pending or unscorable."),
                    number("strain", "1", "Load on heart and vessels as the source rates it; WHOOP from 0 to 21."),
                    number("elevation_change", "m", "Height at its end less that at its beginning."),
                    number("recorded", "%", "Share of it in which the heart rate was recorded, from 0 to 100."),
                    json("zone_durations", "Seconds in each zone of the heart rate, the lowest zone first."),
                    number(
                            "power_normalized",
                            "W",
                            "Steady power that would have cost as much, as the source reckons."),
                    number("cadence_mean", "/min", "Mean steps, strokes or turns per minute; of both feet on foot."),
                    number("cadence_max", "/min", "Most steps, strokes or turns per minute; of both feet on foot."),
                    number("elevation_min", "m", "Lowest height above the sea."),
                    number("elevation_max", "m", "Highest height above the sea."),
                    number("training_effect_aerobic", "1", "How much it trained endurance, from 0 to 5."),
                    number("training_effect_anaerobic", "1", "How much it trained short efforts, from 0 to 5."),
                    number("training_load", "1", "What it adds to the source's reckoning of the training load."),
                    number("vo2_max", "mL/(kg.min)", "Greatest oxygen uptake as reckoned from it.")),
            "A workout, from when it was started to when it was ended.");

    static final RecordType SLEEP = new RecordType(
            "sleep",
            List.of(
                    flag("nap", "Whether it was a nap rather than the main sleep."),
                    number("time_in_bed", "s", "Time in bed."),
                    number("asleep", "s", "Time asleep, in whatever stage."),
                    number("awake", "s", "Time awake between falling asleep and getting up."),
                    number("light", "s", "Time in light or core sleep."),
                    number("deep", "s", "Time in deep sleep."),
                    number("rem", "s", "Time in REM sleep."),
                    number("unknown_stage", "s", "Time asleep without a known stage."),
                    number("latency", "s", "Time from going to bed until the first sleep."),
                    integer("awakenings", "{awakenings}", "How often the person woke up."),
                    number("efficiency", "%", "Time asleep as a share of time in bed, from 0 to 100."),
                    number("score", "%", "The source's own rating, from 0 to 100."),
                    number("respiratory_rate", "/min", "Mean breaths per minute."),
                    number("heart_rate_mean", "/min", "Mean heart rate."),
                    text("local_date", "Local date on which it ended, as ISO 8601."),
                    text("time_zone", "Zone id or offset of the place where it ended."),
                    json("stages", "Stages in order: start, end and sleep_stage code of each."),
                    text("device", "Device key: hardware and recording program."),
                    json("vendor", "What else the source says, in its own words and units."),
                    text("score_state", "Whether the source has rated it: scored, pending or unscorable."),
                    text("cycle_id", "Identity of the cycle that it belongs to."),
                    integer("sleep_cycles", "{cycles}", "How many cycles of light, deep and REM sleep."),
                    number("needed", "s", "Time asleep that the person needed, as the source reckons."),
                    number("consistency", "%", "How alike the times of the last nights were, from 0 to 100."),
                    number("spo2_mean", "%", "Mean oxygen saturation, from 0 to 100."),
                    number("spo2_min", "%", "Lowest oxygen saturation, from 0 to 100."),
                    number("stress_mean", "{score}", "Mean stress as the source rates it; Garmin from 0 to 100."),
                    json("scores", "The parts of the rating, in the source's own words.")),
            "A sleep, from falling asleep or going to bed until getting up.");

    static final RecordType LOCATION_VISIT = new RecordType(
            "location_visit",
            List.of(
                    number("latitude", "deg", "Degrees north of the equator."),
                    number("longitude", "deg", "Degrees east of Greenwich."),
                    number("accuracy", "m", "Radius within which the place lies."),
                    new Field("arrival", Kind.INSTANT, "1", "When the person came; absent if nobody noticed."),
                    new Field("departure", Kind.INSTANT, "1", "When the person left; absent if not known yet.")),
            "A stay at one place, from arrival to departure.");

    static final LocationType LOCATION = new LocationType("location", "Where the person was.");

    static final List<DataType> ALL = List.of(WORKOUT, SLEEP, LOCATION, LOCATION_VISIT);

    private DocumentTypes() {}

    static Field number(String name, String unit, String meaning) {
        return new Field(name, Kind.NUMBER, unit, meaning);
    }

    static Field integer(String name, String unit, String meaning) {
        return new Field(name, Kind.INTEGER, unit, meaning);
    }

    static Field text(String name, String meaning) {
        return new Field(name, Kind.TEXT, "1", meaning);
    }

    static Field flag(String name, String meaning) {
        return new Field(name, Kind.BOOLEAN, "1", meaning);
    }

    static Field json(String name, String meaning) {
        return new Field(name, Kind.JSON, "1", meaning);
    }
}
