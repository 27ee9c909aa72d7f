package org.healthwarehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.healthwarehouse.WarehouseConfig.SourceConfig;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.sync.Backoff;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.SyncSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarehouseConfigTest {
    private static final SourceId FULCRA = SourceId.of("fulcra");
    private static final SourceId WHOOP = SourceId.of("whoop");
    private static final SourceId GARMIN = SourceId.of("garmin");
    private static final Path USER_HOME = Path.of(System.getProperty("user.home"));

    private static WarehouseConfig of(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return WarehouseConfig.of(variables);
    }

    private static void assertRefused(String[] variables, String... message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of(variables))
                .withMessageContainingAll(message);
    }

    @Test
    void withoutAnyVariableEverythingHasItsDefault() {
        WarehouseConfig config = of("PATH", "/usr/bin", "CHUNK_SIZE_DAYS", "nonsense without a prefix");
        assertThat(config.general().settings()).isEqualTo(SyncSettings.DEFAULT);
        assertThat(config.general().retry()).isEqualTo(RetryPolicy.exponential());
        assertThat(config.general().requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.general().recent()).isEmpty();
        assertThat(config.differentSources()).isEmpty();
        assertThat(config.storeEnabled()).isTrue();
        assertThat(config.home()).isEqualTo(USER_HOME.resolve(".healthwarehouse"));
        assertThat(config.autoExport()).isFalse();
        assertThat(config.exportFolder()).isEqualTo(USER_HOME.resolve(".healthwarehouse/exports"));
        assertThat(config.ignored()).isEmpty();
    }

    @Test
    void theGuideListsEveryVariableWithItsDefaultAndLimits() throws java.io.IOException {
        String guide = java.nio.file.Files.readString(Path.of("..", "docs", "configuration.md"));
        for (NumberVariable variable : NumberVariable.values()) {
            String most = variable == NumberVariable.CHUNK_SIZE_DAYS
                    ? "`MAX_CHUNK_SIZE_DAYS`"
                    : variable.most().toPlainString();
            assertThat(guide)
                    .contains("| `" + variable + "` | " + variable.standard().toPlainString() + " | "
                            + variable.least().toPlainString() + " to " + most + " |");
        }
        assertThat(guide)
                .contains("| `DB_ENABLED` | true |", "| `DB_PATH` | `~/.healthwarehouse` |")
                .contains("| `DB_AUTO_EXPORT` | false |", "| `DB_EXPORT_PATH` | `exports`");
    }

    @Test
    void theEnvironmentOfThisProcessCanBeRead() {
        assertThatNoException().isThrownBy(WarehouseConfig::fromEnvironment);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                number("CHUNK_SIZE_DAYS", "14", c -> c.settings().chunkSize(), Duration.ofDays(14)),
                number("MAX_CHUNK_SIZE_DAYS", "20", c -> c.settings().maxChunkSize(), Duration.ofDays(20)),
                number("MAX_RETRIES", "5", c -> c.retry().attempts(), 5),
                number("RETRY_BASE_DELAY", "0.25", c -> ((Backoff) c.retry()).firstDelay(), Duration.ofMillis(250)),
                number("REQUEST_TIMEOUT", "7.5", SourceConfig::requestTimeout, Duration.ofMillis(7500)),
                number("RATE_LIMIT_DELAY", "1.75", c -> c.settings().pause(), Duration.ofMillis(1750)),
                number("MAX_CONCURRENT_CHUNKS", "1", c -> c.settings().lanes(), 1),
                number("MAX_SYNC_DURATION_HOURS", "6", c -> c.settings().maxDuration(), Duration.ofHours(6)),
                number("DB_RECENT_DATA_HOURS", "12", c -> c.recent().orElseThrow(), Duration.ofHours(12)));
    }

    private static Arguments number(String name, String text, Function<SourceConfig, Object> read, Object expected) {
        return Arguments.of(name, text, read, expected);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberCanBeSetForAllSourcesAndForOne(
            String name, String text, Function<SourceConfig, Object> read, Object expected) {
        WarehouseConfig all = of("HEALTHWAREHOUSE_" + name, text);
        assertThat(read.apply(all.general())).isEqualTo(expected);
        assertThat(read.apply(all.source(WHOOP))).isEqualTo(expected);
        assertThat(all.differentSources()).isEmpty();

        for (SourceId source : new SourceId[] {FULCRA, WHOOP, GARMIN}) {
            WarehouseConfig one = of(source.value().toUpperCase(java.util.Locale.ROOT) + "_" + name, text);
            assertThat(read.apply(one.source(source))).isEqualTo(expected);
            assertThat(one.differentSources()).containsExactly(source);
            assertThat(one.general()).isEqualTo(of().general());
            assertThat(one.source(SourceId.of("ble"))).isEqualTo(of().general());
        }
    }

    @Test
    void theNumberOfASourceWinsOverThatOfAllAndTheRestIsInherited() {
        WarehouseConfig config = of(
                "HEALTHWAREHOUSE_MAX_RETRIES", "4", "HEALTHWAREHOUSE_RATE_LIMIT_DELAY", "2", "GARMIN_MAX_RETRIES", "2");
        assertThat(config.source(GARMIN).retry().attempts()).isEqualTo(2);
        assertThat(config.source(GARMIN).settings().pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.source(WHOOP).retry().attempts()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(NumberVariable.class)
    void limitsHoldToTheEdge(NumberVariable variable) {
        String name = "HEALTHWAREHOUSE_" + variable;
        java.math.BigDecimal step = new java.math.BigDecimal(variable.decimals() ? "0.001" : "1");
        String below = variable.least().subtract(step).toPlainString();
        String above = variable.most().add(step).toPlainString();
        String rule = "must be from " + variable.least().toPlainString() + " to "
                + variable.most().toPlainString() + " " + variable.unit();
        // The widest chunk needs the widest limit for chunks.
        String[] room = {"HEALTHWAREHOUSE_MAX_CHUNK_SIZE_DAYS", "366"};

        assertThatNoException()
                .isThrownBy(() ->
                        of(room[0], room[1], name, variable.least().toPlainString(), "WHOOP_CHUNK_SIZE_DAYS", "1"));
        assertThatNoException()
                .isThrownBy(() -> of(room[0], room[1], name, variable.most().toPlainString()));
        assertRefused(new String[] {name, below}, name + " '" + below + "' " + rule, "leave it out");
        assertRefused(new String[] {name, above}, name + " '" + above + "' " + rule, "leave it out");
        assertRefused(new String[] {"GARMIN_" + variable, above}, "GARMIN_" + variable + " '" + above + "' " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven", "1e1", "NaN", "Infinity", "0x10", "1,5", "--1", "3 days", "99999999999", "٣"})
    void nonsenseIsNoNumber(String text) {
        for (NumberVariable variable : NumberVariable.values()) {
            String name = "WHOOP_" + variable;
            assertRefused(new String[] {name, text}, name + " '" + text + "' must be a number", "give a number from");
        }
    }

    @Test
    void onlyDelaysMayHaveDecimals() {
        for (NumberVariable variable : NumberVariable.values()) {
            if (!variable.decimals()) {
                assertRefused(
                        new String[] {"FULCRA_" + variable, "2.5"},
                        "FULCRA_" + variable + " '2.5' must be a whole number");
                assertThatNoException().isThrownBy(() -> of("FULCRA_" + variable, "2.0"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aVariableWithoutTextCountsAsNotSet(String blank) {
        WarehouseConfig config =
                of("HEALTHWAREHOUSE_MAX_RETRIES", blank, "HEALTHWAREHOUSE_DB_PATH", blank, "FULCRA_DB_ENABLED", blank);
        assertThat(config.general()).isEqualTo(of().general());
        assertThat(config.home()).isEqualTo(of().home());
        assertThat(config.storeEnabled()).isTrue();
    }

    @Test
    void spacesAroundAValueDoNotMatter() {
        assertThat(of("HEALTHWAREHOUSE_MAX_RETRIES", " 5 ").general().retry().attempts())
                .isEqualTo(5);
    }

    @Test
    void aChosenChunkSizeMustFitTheLongest() {
        assertRefused(
                new String[] {"HEALTHWAREHOUSE_CHUNK_SIZE_DAYS", "31"},
                "HEALTHWAREHOUSE_CHUNK_SIZE_DAYS '31' must not exceed MAX_CHUNK_SIZE_DAYS, which is 30",
                "raise HEALTHWAREHOUSE_MAX_CHUNK_SIZE_DAYS");
        assertRefused(
                new String[] {"WHOOP_CHUNK_SIZE_DAYS", "11", "HEALTHWAREHOUSE_MAX_CHUNK_SIZE_DAYS", "10"},
                "WHOOP_CHUNK_SIZE_DAYS '11'",
                "which is 10");
        assertThat(of("HEALTHWAREHOUSE_CHUNK_SIZE_DAYS", "30")
                        .general()
                        .settings()
                        .chunkSize())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void aChunkSizeThatNobodyChoseGivesWayToTheLongest() {
        assertThat(of("GARMIN_MAX_CHUNK_SIZE_DAYS", "5")
                        .source(GARMIN)
                        .settings()
                        .chunkSize())
                .isEqualTo(Duration.ofDays(5));
        assertThat(of("HEALTHWAREHOUSE_CHUNK_SIZE_DAYS", "20", "GARMIN_MAX_CHUNK_SIZE_DAYS", "10")
                        .source(GARMIN)
                        .settings()
                        .chunkSize())
                .isEqualTo(Duration.ofDays(10));
    }

    @ParameterizedTest
    @CsvSource({
        "DB_ENABLED, false, true",
        "DB_PATH, /var/lib/health, /var/lib/other",
        "DB_AUTO_EXPORT, true, false",
        "DB_EXPORT_PATH, /srv/a, /srv/b"
    })
    void storeWideVariablesHaveAnAliasThatMustNotDiffer(String name, String value, String other) {
        String general = "HEALTHWAREHOUSE_" + name;
        String alias = "FULCRA_" + name;
        Object expected = storeWide(of(general, value), name);
        assertThat(storeWide(of(alias, value), name)).isEqualTo(expected);
        assertThat(storeWide(of(general, value, alias, value), name)).isEqualTo(expected);
        assertThat(storeWide(of(general, other), name)).isNotEqualTo(expected);
        assertRefused(
                new String[] {general, value, alias, other},
                general + " and " + alias,
                "'" + value + "' and '" + other + "'",
                "set only " + general);
    }

    private static Object storeWide(WarehouseConfig config, String name) {
        return switch (name) {
            case "DB_ENABLED" -> config.storeEnabled();
            case "DB_PATH" -> config.home();
            case "DB_AUTO_EXPORT" -> config.autoExport();
            default -> config.exportFolder();
        };
    }

    @Test
    void twoSpellingsOfOneValueAreNoConflict() {
        assertThat(of("HEALTHWAREHOUSE_DB_ENABLED", "FALSE", "FULCRA_DB_ENABLED", "false")
                        .storeEnabled())
                .isFalse();
        assertThat(of("HEALTHWAREHOUSE_DB_PATH", "~/health", "FULCRA_DB_PATH", USER_HOME + "/./health")
                        .home())
                .isEqualTo(USER_HOME.resolve("health"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "truee"})
    void aSwitchIsTrueOrFalse(String text) {
        assertRefused(
                new String[] {"HEALTHWAREHOUSE_DB_ENABLED", text},
                "HEALTHWAREHOUSE_DB_ENABLED '" + text + "' must be true or false");
        assertRefused(new String[] {"FULCRA_DB_AUTO_EXPORT", text}, "FULCRA_DB_AUTO_EXPORT '" + text + "'");
    }

    @Test
    void aTildeIsTheHomeOfTheUser() {
        assertThat(of("HEALTHWAREHOUSE_DB_PATH", "~").home()).isEqualTo(USER_HOME);
        assertThat(of("HEALTHWAREHOUSE_DB_PATH", "~/a/b").home()).isEqualTo(USER_HOME.resolve("a/b"));
        assertRefused(
                new String[] {"HEALTHWAREHOUSE_DB_PATH", "~ann/health"},
                "HEALTHWAREHOUSE_DB_PATH '~ann/health'",
                "another user");
        assertRefused(new String[] {"HEALTHWAREHOUSE_DB_EXPORT_PATH", "a\0b"}, "must be a path of this system");
    }

    @Test
    void exportsLieInTheHomeFolderUnlessToldOtherwise() {
        assertThat(of("FULCRA_DB_PATH", "/srv/health").exportFolder()).isEqualTo(Path.of("/srv/health/exports"));
        assertThat(of("FULCRA_DB_PATH", "/srv/health", "FULCRA_DB_EXPORT_PATH", "/srv/out")
                        .exportFolder())
                .isEqualTo(Path.of("/srv/out"));
    }

    @Test
    void whatIsMisspelledOrStoreWideForOneSourceIsTold() {
        assertThat(of(
                                "HEALTHWAREHOUSE_MAX_RETRYS", "5",
                                "WHOOP_DB_PATH", "/srv",
                                "GARMIN_DB_ENABLED", "false",
                                "WHOOP_CLIENT_ID", "somebody else's",
                                "FULCRA_TOKEN", "somebody else's")
                        .ignored())
                .containsExactly("GARMIN_DB_ENABLED", "HEALTHWAREHOUSE_MAX_RETRYS", "WHOOP_DB_PATH");
    }
}
