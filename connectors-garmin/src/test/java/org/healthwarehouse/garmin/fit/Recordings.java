package org.healthwarehouse.garmin.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.healthwarehouse.model.Attributes;

/** The folder of files that devices really wrote; tests that need it are skipped where it is not given. */
public final class Recordings {
    private Recordings() {}

    /** All bytes of a file below {@code garmin}. */
    public static byte[] bytes(String name) throws IOException {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path file = Path.of(folder, "garmin").resolve(name);
        assumeTrue(Files.isRegularFile(file), "the folder of recordings has no garmin/" + name);
        return Files.readAllBytes(file);
    }

    /** What two other decoders say of the files. */
    public static Attributes expected() throws IOException {
        return Attributes.parse(new String(bytes("fit/expected.json"), UTF_8));
    }
}
