/** Reads what Garmin devices wrote; the reader of FIT files can be used alone. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.garmin {
    requires transitive org.healthwarehouse.core;

    exports org.healthwarehouse.garmin.fit;
}
