package org.healthwarehouse.whoop;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Attributes;

/** Collects the attributes of a record in canonical units. */
final class Values {
    /** The vendor's state of a record on which it is still working. */
    private static final String PENDING = "pending";

    private static final double KILOJOULES_PER_KILOCALORIE = 4.184;

    private final Map<String, Object> values = new TreeMap<>();

    void put(String name, OptionalDouble number) {
        number.ifPresent(value -> values.put(name, value));
    }

    void put(String name, Optional<?> value) {
        value.ifPresent(present -> values.put(name, present));
    }

    void put(String name, List<Double> numbers) {
        if (!numbers.isEmpty()) {
            values.put(name, numbers);
        }
    }

    /** A count: a whole number. */
    void putCount(String name, OptionalDouble number) {
        number.ifPresent(value -> values.put(name, Math.round(value)));
    }

    /** Milliseconds, as seconds. */
    void putSeconds(String name, OptionalDouble millis) {
        millis.ifPresent(value -> values.put(name, value / 1000));
    }

    /** Kilojoules, as kilocalories. */
    void putEnergy(String name, OptionalDouble kilojoules) {
        kilojoules.ifPresent(value -> values.put(name, value / KILOJOULES_PER_KILOCALORIE));
    }

    /** The local date of a moment, and the offset by which it is one. */
    void putPlace(Item item, Instant moment) {
        Optional<ZoneOffset> offset = item.offset("timezone_offset");
        put("time_zone", offset.map(ZoneOffset::getId));
        put("local_date", offset.map(zone -> moment.atOffset(zone).toLocalDate().toString()));
    }

    /**
     * How far the vendor has come with the rating; one that is not known is kept as it is.
     *
     * @return whether it is still at work
     */
    boolean putState(Item item) throws MalformedResponseException {
        Optional<String> state = item.text("score_state")
                .map(text -> text.equals("PENDING_SCORE") ? PENDING : text.toLowerCase(Locale.ROOT));
        put("score_state", state);
        return state.filter(PENDING::equals).isPresent();
    }

    /** All of it, and what is left of the item in the vendor's own words; neither says whose it is. */
    Attributes with(Item item) {
        item.drop("user_id");
        if (!item.left().isEmpty()) {
            values.put("vendor", item.left());
        }
        return Attributes.of(values);
    }
}
