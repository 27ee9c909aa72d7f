package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The devices as they are on one day: the same hardware all the time, with newer and newer software. */
final class Equipment {
    private static final int FIRST_PHONE_VERSION_YEAR = 2006;
    private static final int FIRST_WATCH_VERSION_YEAR = 2013;
    private static final int FIRST_SCALE_VERSION_YEAR = 2012;

    private final Map<DeviceKind, PersonDevice> devices = new EnumMap<>(DeviceKind.class);

    private Equipment(Profile profile, LocalDate date) {
        String owner = profile.givenName() + "\u2019s ";
        add(
                DeviceKind.PHONE,
                owner + "iPhone",
                "iPhone",
                "Apple Inc.",
                "iPhone10,4",
                "com.apple.health." + bundleSuffix(profile, DeviceKind.PHONE),
                version(date, FIRST_PHONE_VERSION_YEAR));
        add(
                DeviceKind.WATCH,
                owner + "Apple Watch",
                "Watch",
                "Apple Inc.",
                "Watch4,2",
                "com.apple.health." + bundleSuffix(profile, DeviceKind.WATCH),
                version(date, FIRST_WATCH_VERSION_YEAR));
        add(
                DeviceKind.SCALE,
                "Bathroom Scale",
                "BS-20",
                "Example Scales",
                "BS-20-EU",
                "org.example.scales",
                version(date, FIRST_SCALE_VERSION_YEAR));
        add(
                DeviceKind.CUFF,
                "Upper Arm Monitor",
                "UA-7",
                "Example Medical",
                "UA-7",
                "org.example.cuff",
                version(date, FIRST_SCALE_VERSION_YEAR));
    }

    static Equipment on(Profile profile, LocalDate date) {
        return new Equipment(profile, date);
    }

    PersonDevice device(DeviceKind kind) {
        return Objects.requireNonNull(devices.get(kind));
    }

    private static UUID bundleSuffix(Profile profile, DeviceKind kind) {
        return profile.chance().uuid(Stream.PROFILE.key(), kind.key());
    }

    private void add(
            DeviceKind kind,
            String name,
            String model,
            String manufacturer,
            String hardware,
            String bundle,
            String software) {
        devices.put(kind, new PersonDevice(kind, name, model, manufacturer, hardware, bundle, software));
    }

    /** A new major version each September and a minor one every second month after it. */
    private static String version(LocalDate date, int firstYear) {
        LocalDate sinceSeptember = date.minusMonths(8);
        int major = Math.max(1, sinceSeptember.getYear() - firstYear);
        int minor = (sinceSeptember.getMonthValue() - 1) / 2;
        return major + "." + minor;
    }
}
