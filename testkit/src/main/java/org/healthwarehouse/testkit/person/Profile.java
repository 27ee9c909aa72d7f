package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What stays the same about the person for life. */
record Profile(
        Chance chance,
        Place home,
        Spot work,
        LocalDate birth,
        LocalDate firstDay,
        String givenName,
        double restingBpm,
        double variabilityMs,
        double weightKg,
        double heightCm) {
    private static final List<String> NAMES = List.of("Robin", "Noor", "Sam", "Zoë", "Kim", "Jo", "Alex", "Marijke");

    static Profile drawn(long seed, ZoneId zone, LocalDate birth, LocalDate firstDay) {
        Chance chance = new Chance(seed);
        Draws draws = chance.draws(Stream.PROFILE, 0);
        Place city = Place.in(zone, firstDay);
        Spot home = city.spot().moved(draws.between(-5000, 5000), draws.between(-5000, 5000));
        Spot work = home.moved(draws.between(3000, 7000), draws.between(-6000, 6000));
        String name = NAMES.get(draws.whole(0, NAMES.size() - 1));
        double resting = draws.between(52, 64);
        double variability = draws.between(38, 70);
        double heightCm = draws.between(160, 190);
        double weight = draws.between(21.5, 26.5) * heightCm * heightCm / 10_000;
        return new Profile(
                chance, city.movedTo(home), work, birth, firstDay, name, resting, variability, weight, heightCm);
    }

    long ageOn(LocalDate date) {
        return ChronoUnit.YEARS.between(birth, date);
    }

    double maximumBpmOn(LocalDate date) {
        return 208 - 0.7 * ageOn(date);
    }
}
