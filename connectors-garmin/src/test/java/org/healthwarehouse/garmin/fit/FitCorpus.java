package org.healthwarehouse.garmin.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files that the search of {@link FitFuzzTest} begins with; all of them are made up. */
final class FitCorpus {
    private static final int FILES = 24;

    private FitCorpus() {}

    /**
     * Writes them.
     *
     * @param folder where they go: {@code FitFuzzTestInputs/anyBytesAreRead} beside the test, in the resources
     */
    public static void main(String[] folder) throws IOException {
        Path target = Files.createDirectories(Path.of(folder[0]));
        for (int seed = 0; seed < FILES; seed++) {
            Files.write(target.resolve("made-up-" + seed), new RandomFit(seed).bytes());
        }
    }
}
