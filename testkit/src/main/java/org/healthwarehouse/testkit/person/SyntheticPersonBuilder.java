package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/** Describes a {@link SyntheticPerson}; the defaults are listed there. */
public final class SyntheticPersonBuilder {
    private final long seed;
    private ZoneId home = ZoneId.of("Europe/Amsterdam");
    private LocalDate birth = LocalDate.of(1984, 5, 17);
    private LocalDate firstDay = LocalDate.of(2015, 1, 1);

    SyntheticPersonBuilder(long seed) {
        this.seed = seed;
    }

    /**
     * Sets the time zone the person lives in.
     *
     * @param zone the home zone
     * @return this builder
     */
    public SyntheticPersonBuilder home(ZoneId zone) {
        this.home = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the birth date, on which maximum heart rate, basal energy and VO2max depend.
     *
     * @param date the birth date
     * @return this builder
     */
    public SyntheticPersonBuilder born(LocalDate date) {
        this.birth = Objects.requireNonNull(date, "date");
        return this;
    }

    /**
     * Sets the first local date with data.
     *
     * @param date the date; the history starts at its midnight in the home zone
     * @return this builder
     */
    public SyntheticPersonBuilder firstDay(LocalDate date) {
        this.firstDay = Objects.requireNonNull(date, "date");
        return this;
    }

    /**
     * Makes the person.
     *
     * @return the person
     * @throws IllegalArgumentException if the data would start before the birth
     */
    public SyntheticPerson build() {
        if (firstDay.isBefore(birth)) {
            throw new IllegalArgumentException("first day of data " + firstDay + " is before the birth on " + birth);
        }
        return new SyntheticPerson(Profile.drawn(seed, home, birth, firstDay));
    }
}
