package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what a person hands out. */
final class Answers {
    static final Instant YEAR_START = Instant.parse("2024-01-01T00:00:00Z");
    static final Instant YEAR_END = Instant.parse("2025-01-01T00:00:00Z");

    private Answers() {}

    static List<PersonSample> samples(SyntheticPerson person, PersonMetric metric, Instant from, Instant to) {
        List<PersonSample> samples = new ArrayList<>();
        person.samples(metric, from, to, samples::add);
        return samples;
    }

    static List<PersonSample> year(SyntheticPerson person, PersonMetric metric) {
        return samples(person, metric, YEAR_START, YEAR_END);
    }

    static List<PersonSample> from(DeviceKind device, List<PersonSample> samples) {
        return samples.stream()
                .filter(sample -> sample.device().kind() == device)
                .toList();
    }
}
