package org.healthwarehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library, which the history of a schema names. */
final class LibraryVersion {
    private static final String POM =
            "/META-INF/maven/org.healthwarehouse/healthwarehouse-storage-sqlite/pom.properties";

    private LibraryVersion() {}

    /** The version as the jar says it, also on the module path; {@code development} where there is no jar. */
    static String read() {
        Properties pom = new Properties();
        try (InputStream in = LibraryVersion.class.getResourceAsStream(POM)) {
            if (in != null) {
                pom.load(in);
            }
        } catch (IOException e) {
            // The history would rather do without a version than the store without its schema.
        }
        return pom.getProperty("version", "development");
    }
}
