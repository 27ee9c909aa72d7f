package org.healthwarehouse.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;

/** The declared fields of a record, by name. */
final class Values {
    private final Attributes attributes;

    private Values(Attributes attributes) {
        this.attributes = attributes;
    }

    /** @throws InvalidParameterException if the record is of another type */
    static Values of(HealthRecord record, RecordType type) {
        if (!record.type().equals(type)) {
            throw new InvalidParameterException(
                    "record", record.type(), "is not a " + type.name(), "ask for records of the type " + type.name());
        }
        return new Values(record.attributes());
    }

    OptionalDouble number(String name) {
        Optional<Double> number = attributes.number(name);
        return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
    }

    Optional<String> text(String name) {
        return attributes.text(name);
    }

    Optional<Boolean> flag(String name) {
        return attributes.asMap().get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** A number of seconds. */
    Optional<Duration> seconds(String name) {
        return attributes.number(name).map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** A local date; what is no date counts as not said. */
    Optional<LocalDate> date(String name) {
        return attributes.text(name).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
