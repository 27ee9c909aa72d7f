/** Reads a person's data from the Fulcra Life API. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.fulcra {
    requires transitive org.healthwarehouse.core;
    requires com.fasterxml.jackson.core;

    exports org.healthwarehouse.fulcra;

    provides org.healthwarehouse.connector.ConnectorProvider with
            org.healthwarehouse.fulcra.FulcraConnectorProvider;
}
