package org.healthwarehouse.testkit.person;

import java.util.Objects;

/**
 * A device as it was when it reported something. The hardware stays the same all the person's life while the software
 * version rises, so two values of one device may differ in nothing but {@code softwareVersion}.
 *
 * @param kind which of the person's devices this is
 * @param name what the owner calls it; may hold characters outside ASCII
 * @param model the product line
 * @param manufacturer the maker
 * @param hardwareVersion the product type
 * @param bundleId the application that stored the value
 * @param softwareVersion major and minor version, parted by a dot
 */
public record PersonDevice(
        DeviceKind kind,
        String name,
        String model,
        String manufacturer,
        String hardwareVersion,
        String bundleId,
        String softwareVersion) {

    /** Checks that nothing is missing. */
    public PersonDevice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(manufacturer, "manufacturer");
        Objects.requireNonNull(hardwareVersion, "hardwareVersion");
        Objects.requireNonNull(bundleId, "bundleId");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
    }
}
