package org.healthwarehouse.series;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SeriesKey;

/**
 * Which device counts where several recorded the same time. All are stored; the choice is made when samples are read.
 * At every moment the first device of the order that covers it counts, and the others do not; so a walk that a phone
 * and a watch both saw is counted once, and adding a device at the end of the order changes nothing that the ones
 * before it cover.
 *
 * <p>A sample covers its own interval. Of a lower device's sample only the part counts that no higher one covers; for
 * types that add up ({@link org.healthwarehouse.model.Aggregation#SUM}) that part takes its share of the value, as if
 * the amount were spread evenly, and for all others the whole value. Instantaneous samples of such other types also
 * cover the time up to the next one of their series, if that is no longer than {@link #bridge}.
 *
 * @param sources from the best; those not named come after all that are, in order of their names
 * @param devices device keys from the best, within a source; those not named come after, in order of their keys
 * @param bridge longest time between two instantaneous samples of a series that counts as covered; default 5 minutes
 */
public record Preference(List<String> sources, List<String> devices, Duration bridge) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** No source and no device is better than another: the order of their names decides. */
    public static final Preference BY_NAME = new Preference(List.of(), List.of(), FIVE_MINUTES);

    /** @throws InvalidParameterException if the bridge is negative or something is named twice */
    public Preference {
        sources = List.copyOf(sources);
        devices = List.copyOf(devices);
        if (bridge.isNegative()
                || sources.stream().distinct().count() < sources.size()
                || devices.stream().distinct().count() < devices.size()) {
            throw new InvalidParameterException(
                    "preference",
                    sources + ", " + devices + ", bridging " + bridge,
                    "must name each source and device once and bridge no negative time",
                    "name them from the best to the worst");
        }
    }

    /** These sources, from the best. */
    public static Preference sources(String... best) {
        return new Preference(List.of(best), List.of(), FIVE_MINUTES);
    }

    /** These device keys, from the best; see {@link org.healthwarehouse.model.Device#key}. */
    public static Preference devices(String... best) {
        return new Preference(List.of(), List.of(best), FIVE_MINUTES);
    }

    /** The same with these device keys, from the best. */
    public Preference thenDevices(String... best) {
        return new Preference(sources, List.of(best), bridge);
    }

    /** The same with another longest bridge. */
    public Preference bridging(Duration other) {
        return new Preference(sources, devices, other);
    }

    /** The best series first. Total: two series are equal only if they are the same. */
    Comparator<SeriesKey> order() {
        return Comparator.<SeriesKey>comparingInt(
                        key -> position(sources, key.source().value()))
                .thenComparing(SeriesKey::source)
                .thenComparingInt(key -> position(devices, key.device().key()))
                .thenComparing(key -> key.device().key())
                .thenComparing(SeriesKey::channel);
    }

    /** Channels separate samples of one device that may coincide, so they never stand in each other's way. */
    static boolean sameDevice(SeriesKey one, SeriesKey other) {
        return one.source().equals(other.source()) && one.device().equals(other.device());
    }

    private static int position(List<String> order, String name) {
        int at = order.indexOf(name);
        return at < 0 ? order.size() : at;
    }
}
