package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Somewhere the person lives or stays, with the time zone observed there. */
record Place(ZoneId zone, Spot spot, double altitudeMetres) {
    /** Includes zones off the whole hour, on both sides of the equator, with and without summer time. */
    static final List<Place> DESTINATIONS = List.of(
            place("Europe/Amsterdam", 52.370, 4.895, 2),
            place("Europe/London", 51.507, -0.128, 15),
            place("America/New_York", 40.713, -74.006, 10),
            place("Asia/Tokyo", 35.682, 139.759, 40),
            place("America/Los_Angeles", 34.052, -118.244, 90),
            place("Asia/Kolkata", 28.614, 77.209, 215),
            place("Europe/Athens", 37.984, 23.728, 95),
            place("Australia/Adelaide", -34.929, 138.601, 50),
            place("Atlantic/Reykjavik", 64.147, -21.942, 20),
            place("Pacific/Auckland", -36.849, 174.763, 25),
            place("Asia/Kathmandu", 27.717, 85.324, 1400),
            place("America/Denver", 39.739, -104.990, 1600),
            place("Africa/Johannesburg", -26.205, 28.050, 1750),
            place("Asia/Singapore", 1.290, 103.852, 15),
            place("Pacific/Honolulu", 21.307, -157.858, 5),
            place("Europe/Berlin", 52.520, 13.405, 35));

    /** A plausible place for the zone: a known city, or somewhere on the meridian of the zone's offset. */
    static Place in(ZoneId zone, LocalDate date) {
        return DESTINATIONS.stream()
                .filter(place -> place.zone.equals(zone))
                .findFirst()
                .orElseGet(() -> onMeridian(zone, date));
    }

    private static Place onMeridian(ZoneId zone, LocalDate date) {
        int offsetSeconds = zone.getRules().getOffset(date.atStartOfDay()).getTotalSeconds();
        return new Place(zone, new Spot(45, offsetSeconds / 240.0), 100);
    }

    private static Place place(String zone, double latitude, double longitude, double altitudeMetres) {
        return new Place(ZoneId.of(zone), new Spot(latitude, longitude), altitudeMetres);
    }

    Place movedTo(Spot other) {
        return new Place(zone, other, altitudeMetres);
    }

    int offsetSecondsOn(LocalDate date) {
        return zone.getRules().getOffset(date.atStartOfDay()).getTotalSeconds();
    }
}
