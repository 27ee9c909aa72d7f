/** Reads what Garmin devices wrote and what Garmin Connect exports; the reader of FIT files can be used alone. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.garmin {
    requires transitive org.healthwarehouse.core;
    requires com.fasterxml.jackson.core;

    exports org.healthwarehouse.garmin;
    exports org.healthwarehouse.garmin.fit;

    provides org.healthwarehouse.connector.Importer with
            org.healthwarehouse.garmin.FitImporter,
            org.healthwarehouse.garmin.GarminExportImporter,
            org.healthwarehouse.garmin.GarminHealthApiImporter;
}
