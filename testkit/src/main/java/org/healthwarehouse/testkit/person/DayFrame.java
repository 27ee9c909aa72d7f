package org.healthwarehouse.testkit.person;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The outline of one day: it runs from going to bed on the evening before the date to going to bed on the date itself,
 * so a night is never split between two days.
 *
 * @param start the minute of going to bed on the evening before
 * @param wake the minute of getting up
 * @param end the minute of going to bed again, which starts the next day
 * @param place where the person wakes up
 * @param nextPlace where the person goes to bed at the end
 */
record DayFrame(
        LocalDate date, long start, long wake, long end, Place place, Place nextPlace, double fitness, double illness) {

    long epochDay() {
        return date.toEpochDay();
    }

    Span whole() {
        return new Span(start, end);
    }

    Span night() {
        return new Span(start, wake);
    }

    Span awake() {
        return new Span(wake, end);
    }

    boolean isTravelDay() {
        return !place.equals(nextPlace);
    }

    boolean isWeekend() {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    boolean isIll() {
        return illness > 0.35;
    }
}
