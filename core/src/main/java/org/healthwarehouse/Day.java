package org.healthwarehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.Workout;

/**
 * A day as a person sees it: it bears the local date on which the main sleep ended, and lasts as long as the cycle that
 * starts with that sleep. Every workout and every sleep belongs to exactly one day.
 *
 * @param date the local date, wherever the person was
 * @param source from which source; empty if no source has days
 * @param state what is known of the day as a whole
 * @param recovery how recovered the body was after the main sleep
 * @param sleep the main sleep that ended on the date; of two, the first
 * @param naps all other sleeps that ended on the date, in order of time; never an empty list
 * @param workouts workouts that began in the cycle, or, where they lie in no cycle, on the date; in order of time,
 *     never an empty list
 * @param cycle the cycle that starts with the main sleep
 * @param furtherNights nearly always empty: whoever travels west across the date line has the date twice, and may wake
 *     up on it twice
 * @param lastSync when the part of the day was fetched that was fetched longest ago; empty if a part never was
 * @param origin from where the answer came
 */
public record Day(
        LocalDate date,
        Optional<SourceId> source,
        State state,
        DayPart<Recovery> recovery,
        DayPart<Sleep> sleep,
        DayPart<List<Sleep>> naps,
        DayPart<List<Workout>> workouts,
        DayPart<Cycle> cycle,
        List<Night> furtherNights,
        Optional<Instant> lastSync,
        Freshness.Origin origin) {
    /** Copies the list. */
    public Day {
        furtherNights = List.copyOf(furtherNights);
    }

    /** What is known of a day as a whole. */
    public enum State {
        /** Something is there, and nothing of it is pending; the parts say what is not. */
        DATA,
        /** The day is not over, or the source is still working on something of it. */
        PENDING,
        /** The source was asked, and has nothing for the whole day. */
        EMPTY,
        /** Nothing is there, and nobody has asked the source for all of the day yet. */
        NOT_FETCHED,
        /** Nothing is there, and the user is not connected with a source that could have something. */
        NOT_CONNECTED
    }

    /** Whether there is anything to show. */
    public boolean hasData() {
        return parts(recovery, sleep, naps, workouts, cycle, furtherNights).anyMatch(DayPart::isPresent);
    }

    static Stream<DayPart<?>> parts(
            DayPart<?> recovery,
            DayPart<?> sleep,
            DayPart<?> naps,
            DayPart<?> workouts,
            DayPart<?> cycle,
            List<Night> further) {
        return Stream.concat(
                Stream.of(recovery, sleep, naps, workouts, cycle),
                further.stream().flatMap(night -> Stream.of(night.sleep(), night.cycle(), night.recovery())));
    }

    static State state(List<DayPart<?>> parts, boolean connected) {
        if (parts.stream().anyMatch(DayPart::isPresent)) {
            return any(parts, DayPart.State.PENDING) ? State.PENDING : State.DATA;
        }
        if (any(parts, DayPart.State.NOT_FETCHED)) {
            return connected ? State.NOT_FETCHED : State.NOT_CONNECTED;
        }
        return any(parts, DayPart.State.PENDING) ? State.PENDING : State.EMPTY;
    }

    private static boolean any(List<DayPart<?>> parts, DayPart.State state) {
        return parts.stream().anyMatch(part -> part.state() == state);
    }
}
