package org.healthwarehouse.fulcra;

import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.jspecify.annotations.Nullable;

/**
 * What Fulcra says about where a sample comes from, as far as this library keeps it. Names are not read at all: people
 * put their own into that of their phone. Versions are not read either, so that an update does not start a new series.
 *
 * @param version hardware version of the measuring device, such as {@code Watch6,2}
 * @param product product type of the device that the recording program ran on
 * @param bundle bundle identifier of the recording program
 * @param model what kind of device it is
 * @param manufacturer who made the device
 */
record Hardware(
        @Nullable String version,
        @Nullable String product,
        @Nullable String bundle,
        @Nullable String model,
        @Nullable String manufacturer) {
    /** Nothing is known. */
    static final Hardware UNKNOWN = new Hardware(null, null, null, null, null);

    /** The same with what {@code source_properties} says, the reader's current value. */
    Hardware withSource(ItemReader reader) throws MalformedResponseException {
        String productType = null;
        String bundleId = null;
        if (reader.enterObject()) {
            for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                switch (field) {
                    case "productType" -> productType = reader.optionalText();
                    case "sourceBundleIdentifier" -> bundleId = reader.optionalText();
                    default -> reader.skip();
                }
            }
        }
        return new Hardware(version, productType, bundleId, model, manufacturer);
    }

    /** The same with what {@code device_properties} says, the reader's current value. */
    Hardware withDevice(ItemReader reader) throws MalformedResponseException {
        String hardwareVersion = null;
        String kind = null;
        String maker = null;
        if (reader.enterObject()) {
            for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                switch (field) {
                    case "hardwareVersion" -> hardwareVersion = reader.optionalText();
                    case "model" -> kind = reader.optionalText();
                    case "manufacturer" -> maker = reader.optionalText();
                    default -> reader.skip();
                }
            }
        }
        return new Hardware(hardwareVersion, product, bundle, kind, maker);
    }

    /**
     * The device. Its key is the measuring hardware, or else what the program ran on, then a bar, then the program;
     * empty if all of that is unknown.
     */
    Device device() {
        String hardware = version != null && !version.isBlank() ? version : product;
        String key = (hardware == null ? "" : hardware) + "|" + (bundle == null ? "" : bundle);
        Map<String, Object> known = new TreeMap<>();
        if (model != null) {
            known.put("model", model);
        }
        if (manufacturer != null) {
            known.put("manufacturer", manufacturer);
        }
        return new Device(key.equals("|") ? "" : key, Attributes.of(known));
    }
}
