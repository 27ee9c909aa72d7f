package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A sleep. What a source does not say is empty; what it says besides is in {@link #record}.
 *
 * @param start when it began, UTC
 * @param end when it ended, UTC
 * @param nap whether it was a nap rather than the main sleep
 * @param asleep time asleep, in whatever stage
 * @param awake time awake between falling asleep and getting up
 * @param light time in light or core sleep
 * @param deep time in deep sleep
 * @param rem time in REM sleep
 * @param timeInBed time in bed
 * @param score the source's own rating, {@code %} from 0 to 100
 * @param stages the stages in order, where the source tells them
 * @param localDate local date on which it ended, as the source says
 * @param record everything that is held of it
 */
public record Sleep(
        Instant start,
        Instant end,
        Optional<Boolean> nap,
        Optional<Duration> asleep,
        Optional<Duration> awake,
        Optional<Duration> light,
        Optional<Duration> deep,
        Optional<Duration> rem,
        Optional<Duration> timeInBed,
        OptionalDouble score,
        List<Stage> stages,
        Optional<LocalDate> localDate,
        HealthRecord record) {

    /** Copies the list. */
    public Sleep {
        stages = List.copyOf(stages);
    }

    /**
     * A stretch of one stage.
     *
     * @param start UTC
     * @param end UTC
     * @param kind which stage
     */
    public record Stage(Instant start, Instant end, Kind kind) {}

    /** Stages of sleep; the order is that of the codes of {@link DataTypes#SLEEP_STAGE}, from 0. */
    public enum Kind {
        /** In bed, awake or not. */
        IN_BED,
        /** Asleep, in no known stage. */
        ASLEEP,
        /** Awake. */
        AWAKE,
        /** Light or core sleep. */
        LIGHT,
        /** Deep sleep. */
        DEEP,
        /** REM sleep. */
        REM
    }

    /**
     * Reads a record of type {@link DataTypes#SLEEP}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static Sleep of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.SLEEP);
        return new Sleep(
                record.start(),
                record.end(),
                values.flag("nap"),
                values.seconds("asleep"),
                values.seconds("awake"),
                values.seconds("light"),
                values.seconds("deep"),
                values.seconds("rem"),
                values.seconds("time_in_bed"),
                values.number("score"),
                stages(record.attributes().asMap().get("stages")),
                values.date("local_date"),
                record);
    }

    /** What a source writes in another way than declared is left out; the record still has it. */
    private static List<Stage> stages(@Nullable Object value) {
        List<Stage> stages = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> stage(item).ifPresent(stages::add));
        }
        return stages;
    }

    private static Optional<Stage> stage(@Nullable Object item) {
        if (item instanceof Map<?, ?> map
                && map.get("start") instanceof String start
                && map.get("end") instanceof String end
                && map.get("stage") instanceof Number code
                && code.intValue() >= 0
                && code.intValue() < Kind.values().length) {
            try {
                return Optional.of(new Stage(Instant.parse(start), Instant.parse(end), kind(code.intValue())));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Kind kind(int code) {
        return switch (code) {
            case 0 -> Kind.IN_BED;
            case 2 -> Kind.AWAKE;
            case 3 -> Kind.LIGHT;
            case 4 -> Kind.DEEP;
            case 5 -> Kind.REM;
            default -> Kind.ASLEEP;
        };
    }
}
