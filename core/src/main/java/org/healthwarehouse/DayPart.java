package org.healthwarehouse;

import java.util.Optional;

/**
 * One part of a day, and what is known of it. That nobody fetched it yet is something else than that there is nothing.
 *
 * @param state what is known
 * @param value what there is: all of it for {@link State#DATA}, nothing for {@link State#EMPTY}, else what is known of
 *     it
 * @param <T> the kind of data
 */
public record DayPart<T>(State state, Optional<T> value) {

    /** What is known of a part of a day. */
    public enum State {
        /** It is there, and the source has finished with it. */
        DATA,
        /** The source was asked, and it has nothing. */
        EMPTY,
        /** Nobody has asked the source for all of it yet, or the source could not tell. */
        NOT_FETCHED,
        /** It may still come or change by itself: the day is not over, or the source is still working on it. */
        PENDING
    }

    /** It is there. */
    static <T> DayPart<T> of(T value, boolean finished) {
        return new DayPart<>(finished ? State.DATA : State.PENDING, Optional.of(value));
    }

    /** It is not there. */
    static <T> DayPart<T> none(State state) {
        return new DayPart<>(state, Optional.empty());
    }

    /** Whether there is something to show. */
    public boolean isPresent() {
        return value.isPresent();
    }
}
