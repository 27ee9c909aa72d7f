package org.healthwarehouse.garmin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.healthwarehouse.garmin.fit.RandomFit;
import org.healthwarehouse.testkit.garmin.FitArchive;
import org.healthwarehouse.testkit.garmin.FitFiles;

/** Writes the files that the search of {@link FitPageFuzzTest} begins with; all of them are made up and small. */
final class FitPageCorpus {
    private static final Instant EVENING = Instant.parse("2026-01-10T17:00:00Z");
    private static final int RANDOM = 8;

    private FitPageCorpus() {}

    /**
     * Writes them.
     *
     * @param folder where they go: {@code FitPageFuzzTestInputs/whatIsMadeOfAnyBytesKeepsTheRulesOfTheEngine} beside
     *     the test, in the resources
     */
    public static void main(String[] folder) throws IOException {
        Path target = Files.createDirectories(Path.of(folder[0]));
        Files.write(target.resolve("run"), FitFiles.run(EVENING, 3, 140));
        Files.write(target.resolve("night"), FitFiles.night(EVENING, 5));
        FitArchive archive = FitArchive.seeded(1);
        for (int number = 0; number < 11; number++) {
            FitArchive.Kind kind = archive.kind(number);
            if (kind == FitArchive.Kind.WEIGHT || kind == FitArchive.Kind.HRV) {
                Files.write(target.resolve(archive.name(number)), archive.file(number));
            }
        }
        for (int seed = 0; seed < RANDOM; seed++) {
            Files.write(target.resolve("made-up-" + seed), RandomFit.bytes(seed));
        }
    }
}
