package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.testkit.garmin.FitArchive;
import org.healthwarehouse.testkit.garmin.FitArchive.Kind;
import org.junit.jupiter.api.Test;

/** The files that tests and benchmarks make up by the thousand are such as the importer understands. */
class GeneratedFitFilesTest {
    private static final int FILES = 66;

    private final FitArchive archive = FitArchive.seeded(1);

    @Test
    void everyFileTellsWhatItsKindHasToTell() throws Exception {
        Map<Kind, Set<String>> expected = Map.of(
                Kind.DAY,
                Set.of(
                        "heart_rate",
                        GarminTypes.STRESS.name(),
                        "respiratory_rate",
                        "resting_heart_rate",
                        "steps",
                        "distance_walking_running",
                        "active_energy"),
                Kind.NIGHT,
                Set.of("sleep", "sleep_stage"),
                Kind.HRV,
                Set.of(GarminTypes.HRV.name(), "hrv_summary"),
                Kind.WEIGHT,
                Set.of("body_mass", "body_fat", "body_mass_index"));
        for (int number = 0; number < FILES; number++) {
            Kind kind = archive.kind(number);
            Gathered gathered = Gathered.from(archive.file(number));
            assertThat(gathered.problems).as(archive.name(number)).isEmpty();
            assertThat(types(gathered)).as(archive.name(number)).containsAll(expected.getOrDefault(kind, Set.of()));
            if (kind == Kind.ACTIVITY) {
                assertThat(types(gathered)).contains("heart_rate", "workout");
                assertThat(gathered.of(DataTypes.HEART_RATE)).hasSizeGreaterThan(1200);
            }
        }
    }

    private static Set<String> types(Gathered gathered) {
        Set<String> types = new TreeSet<>();
        gathered.samples.forEach(sample -> types.add(sample.type().name()));
        gathered.records.forEach(record -> types.add(record.type().name()));
        return types;
    }

    @Test
    void halfOfTheActivitiesHaveAPlaceAndSomeAreRunsAndSomeRides() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (int number = 0; number < 220; number++) {
            if (archive.kind(number) == Kind.ACTIVITY) {
                Gathered gathered = Gathered.from(archive.file(number));
                seen.add(gathered.records
                                .get(0)
                                .attributes()
                                .text("workout_type")
                                .orElse("")
                        + (gathered.locations.isEmpty() ? " indoors" : " outdoors"));
            }
        }
        assertThat(seen).containsExactly("cycling indoors", "cycling outdoors", "running indoors", "running outdoors");
    }

    @Test
    void aFileIsTheSameWheneverItIsAskedForAndAnotherForAnotherSeed() {
        for (int number = 0; number < 11; number++) {
            assertThat(archive.file(number)).isEqualTo(FitArchive.seeded(1).file(number));
            assertThat(archive.file(number)).isNotEqualTo(FitArchive.seeded(2).file(number));
        }
        Set<String> names = IntStream.range(0, FILES).mapToObj(archive::name).collect(Collectors.toSet());
        assertThat(names).hasSize(FILES);
    }
}
