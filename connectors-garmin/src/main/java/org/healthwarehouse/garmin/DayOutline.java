package org.healthwarehouse.garmin;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a body says of the day that it is about, beside its values.
 *
 * @param date the local date; empty if it is about several, or says none
 * @param startMs when that date began, UTC epoch milliseconds
 * @param endMs when it ended or will end, UTC epoch milliseconds
 * @param lastMs the last moment that its series reaches, whether or not there was a value then; empty without a series
 * @param empty whether it tells nothing
 * @param offloaded whether its series are missing while their totals are there: the service has put them away
 * @param notAuthorised whether the service says that it may not be told
 */
record DayOutline(
        Optional<LocalDate> date,
        OptionalLong startMs,
        OptionalLong endMs,
        OptionalLong lastMs,
        boolean empty,
        boolean offloaded,
        boolean notAuthorised) {}
