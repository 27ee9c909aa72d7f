package org.healthwarehouse.testkit.garmin;

import org.healthwarehouse.model.Device;

/**
 * A watch and when it gives its memory to the service.
 *
 * @param serial by which files and the service know it
 * @param product number of its model
 * @param name of its model
 * @param primary whether the service rates the training by what it says
 * @param uploads when
 */
record GarminWatch(long serial, int product, String name, boolean primary, GarminUploads uploads) {
    /** The watch as it records activities. */
    Device device() {
        return Device.of("fit:1:" + product + ":" + serial);
    }

    /** The watch as it records all day and night. */
    Device allDay() {
        return Device.of(device().key() + ":day");
    }

    /** Whether what it recorded until then has come to the service. */
    boolean hasUploaded(long recorded, long now) {
        return recorded <= uploads.last(now);
    }
}
