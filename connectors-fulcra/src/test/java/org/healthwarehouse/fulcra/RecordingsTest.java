package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.junit.jupiter.api.Test;

/** Reads what the live service really answered, where those recordings are at hand. */
class RecordingsTest {
    @Test
    void theRecordedSampleIsRead() throws Exception {
        Collected collected = Pages.parse("metric_samples/StepCount", recording("metric_sample_step_count.json"));

        Collected.Sample steps = collected.onlySample();
        assertThat(steps.type()).isEqualTo(DataTypes.STEPS);
        assertThat(Instant.ofEpochMilli(steps.startMs())).isEqualTo("2023-08-10T06:05:10.726Z");
        assertThat(Instant.ofEpochMilli(steps.endMs())).isEqualTo("2023-08-10T06:05:13.285Z");
        assertThat(steps.value()).isEqualTo(8);
        assertThat(steps.device().key())
                .startsWith("iPhone12,8|com.apple.health.")
                .doesNotContain("16.6")
                .doesNotContain("’s");
        assertThat(steps.device().attributes().toJson())
                .isEqualTo("{\"manufacturer\":\"Apple Inc.\",\"model\":\"iPhone\"}");
        assertThat(steps.note().isEmpty()).isTrue();
    }

    @Test
    void theRecordedPositionIsRead() throws Exception {
        ParsedLocation fix = Pages.parse("apple_location_updates", recording("apple_location_update.json"))
                .locations
                .get(0);
        assertThat(fix.key()).isEqualTo(RecordKey.uuid("e80feacc-54e9-414f-86cb-8d6ebd85ea41"));
        assertThat(fix.time()).isEqualTo("2023-09-24T20:39:28.056Z");
        assertThat(fix.latitude()).isEqualTo(32.706505158026005);
        assertThat(fix.longitude()).isEqualTo(-117.15661336566698);
        assertThat(fix.accuracy()).hasValue(35);
        assertThat(fix.attributes().asMap())
                .containsOnlyKeys("altitude", "ellipsoidal_altitude", "vertical_accuracy", "floor");
    }

    @Test
    void everyRecordedMetricHasAFeedAndAllButTwoACanonicalType() throws Exception {
        List<CatalogueEntry> catalogue = CatalogueEntry.readAll(RawBody.of(recording("metrics_catalog.json")));
        assertThat(catalogue).hasSize(162);

        List<FulcraFeed> feeds = catalogue.stream()
                .flatMap(entry -> FulcraFeed.of(entry).stream())
                .toList();
        assertThat(feeds).hasSize(162);
        assertThat(feeds).extracting(FulcraFeed::type).doesNotHaveDuplicates();
        assertThat(feeds)
                .extracting(feed -> feed.type().name())
                .filteredOn(name -> name.startsWith("fulcra."))
                .containsExactlyInAnyOrder("fulcra.nike_fuel_points", "fulcra.reported_mood");
    }

    @Test
    void theUnitOfEveryRecordedMetricIsTheOneThatIsAssumed() throws Exception {
        for (CatalogueEntry entry : CatalogueEntry.readAll(RawBody.of(recording("metrics_catalog.json")))) {
            assertThat(Pages.value(entry.name(), "1", "null"))
                    .as(entry.name())
                    .isEqualTo(Pages.value(entry.name(), "1", "\"" + entry.unit() + "\""));
        }
    }

    private static byte[] recording(String name) throws Exception {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path file = Path.of(folder, "fulcra", name);
        assumeTrue(Files.isRegularFile(file), "the folder of recordings has no fulcra/" + name);
        return Files.readString(file, UTF_8).getBytes(UTF_8);
    }
}
