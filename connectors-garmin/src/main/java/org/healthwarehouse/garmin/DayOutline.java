package org.healthwarehouse.garmin;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a body of Garmin Connect says of its day.
 *
 * @param date the local date that it is about, if it is about one
 * @param startMs when the date began, UTC epoch milliseconds, if it says so
 * @param endMs when the date ended or will end, UTC epoch milliseconds, if it says so
 * @param lastMs the last moment of a series of the day, UTC epoch milliseconds
 * @param empty whether there is nothing
 * @param offloaded whether what was measured through the day is missing though there was something
 * @param notAuthorised whether the token may not see it
 */
record DayOutline(
        Optional<LocalDate> date,
        OptionalLong startMs,
        OptionalLong endMs,
        OptionalLong lastMs,
        boolean empty,
        boolean offloaded,
        boolean notAuthorised) {}
