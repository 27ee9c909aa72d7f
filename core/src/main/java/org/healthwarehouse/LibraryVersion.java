package org.healthwarehouse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library, which exports name. */
final class LibraryVersion {
    private static final String POM = "/META-INF/maven/org.healthwarehouse/healthwarehouse-core/pom.properties";

    private LibraryVersion() {}

    /** The version as the jar says it, also on the module path; {@code development} where there is no jar. */
    static String read() {
        Properties pom = new Properties();
        try (InputStream in = LibraryVersion.class.getResourceAsStream(POM)) {
            if (in != null) {
                pom.load(in);
            }
        } catch (IOException e) {
            // An export would rather do without a version than not be written.
        }
        return pom.getProperty("version", "development");
    }
}
