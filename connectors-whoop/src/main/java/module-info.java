/** Reads a person's data from the WHOOP developer API and from the export of the WHOOP app. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.whoop {
    requires transitive org.healthwarehouse.core;
    requires com.fasterxml.jackson.core;

    exports org.healthwarehouse.whoop;

    provides org.healthwarehouse.connector.ConnectorProvider with
            org.healthwarehouse.whoop.WhoopConnectorProvider;
    provides org.healthwarehouse.connector.Importer with
            org.healthwarehouse.whoop.WhoopExportImporter;
}
