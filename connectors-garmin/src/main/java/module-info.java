/**
 * Reads what Garmin devices wrote, what Garmin Connect exports and what it answers; the reader of FIT files can be used
 * alone.
 */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.garmin {
    requires transitive org.healthwarehouse.core;
    requires com.fasterxml.jackson.core;

    exports org.healthwarehouse.garmin;
    exports org.healthwarehouse.garmin.fit;

    provides org.healthwarehouse.connector.ConnectorProvider with
            org.healthwarehouse.garmin.GarminConnectorProvider;
    provides org.healthwarehouse.connector.Importer with
            org.healthwarehouse.garmin.FitImporter,
            org.healthwarehouse.garmin.GarminExportImporter,
            org.healthwarehouse.garmin.GarminHealthApiImporter;
}
