package org.healthwarehouse;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.sync.Backoff;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.SyncSettings;

/**
 * The settings of a warehouse as an operator gives them: in variables of the environment. Each number is named
 * {@code HEALTHWAREHOUSE_...}, or {@code FULCRA_...}, {@code WHOOP_...}, {@code GARMIN_...} to be another for that
 * source. Immutable.
 *
 * <table>
 * <caption>Variables, defaults and limits</caption>
 * <tr><th>variable</th><th>default</th><th>limits</th></tr>
 * <tr><td>CHUNK_SIZE_DAYS</td><td>7</td><td>1 to MAX_CHUNK_SIZE_DAYS</td></tr>
 * <tr><td>MAX_CHUNK_SIZE_DAYS</td><td>30</td><td>1 to 366</td></tr>
 * <tr><td>MAX_RETRIES (tries in all)</td><td>3</td><td>1 to 10</td></tr>
 * <tr><td>RETRY_BASE_DELAY (seconds)</td><td>1.0</td><td>0 to 60</td></tr>
 * <tr><td>REQUEST_TIMEOUT (seconds)</td><td>30</td><td>1 to 600</td></tr>
 * <tr><td>RATE_LIMIT_DELAY (seconds)</td><td>0.5</td><td>0 to 60</td></tr>
 * <tr><td>MAX_CONCURRENT_CHUNKS</td><td>3</td><td>1 to 10</td></tr>
 * <tr><td>MAX_SYNC_DURATION_HOURS</td><td>2</td><td>1 to 24</td></tr>
 * <tr><td>DB_RECENT_DATA_HOURS</td><td>2</td><td>0 to 168</td></tr>
 * <tr><td>DB_ENABLED</td><td>true</td><td>true or false; store-wide</td></tr>
 * <tr><td>DB_PATH</td><td>~/.healthwarehouse</td><td>a folder; store-wide</td></tr>
 * <tr><td>DB_AUTO_EXPORT</td><td>false</td><td>true or false; store-wide</td></tr>
 * <tr><td>DB_EXPORT_PATH</td><td>exports in the home folder</td><td>a folder; store-wide</td></tr>
 * </table>
 *
 * <p>Store-wide variables may also be given as {@code FULCRA_...}. A variable without text counts as not set.
 */
public final class WarehouseConfig {
    private static final String ENABLED = "DB_ENABLED";
    private static final String PATH = "DB_PATH";
    private static final String AUTO_EXPORT = "DB_AUTO_EXPORT";
    private static final String EXPORT_PATH = "DB_EXPORT_PATH";

    private final SourceConfig general;
    private final Map<SourceId, SourceConfig> bySource;
    private final boolean storeEnabled;
    private final Path home;
    private final boolean autoExport;
    private final Path exportFolder;
    private final List<String> ignored;

    /**
     * What concerns single sources.
     *
     * @param settings numbers of the engine
     * @param retry when failed attempts are repeated
     * @param requestTimeout how long one call may take in all
     * @param recent how far back data counts as recent, if the operator says so; else as each feed declares
     */
    public record SourceConfig(
            SyncSettings settings, RetryPolicy retry, Duration requestTimeout, Optional<Duration> recent) {}

    private WarehouseConfig(Variables variables, Path userHome) {
        general = source(variables, List.of(Variables.GENERAL));
        Map<SourceId, SourceConfig> different = new HashMap<>();
        for (String prefix : Variables.SOURCES) {
            SourceConfig own = source(variables, List.of(prefix, Variables.GENERAL));
            if (!own.equals(general)) {
                different.put(
                        SourceId.of(prefix.substring(0, prefix.length() - 1).toLowerCase(Locale.ROOT)), own);
            }
        }
        bySource = Map.copyOf(different);
        storeEnabled = variables.storeWide(ENABLED, Variables::bool).orElse(true);
        home = variables
                .storeWide(PATH, (name, text) -> path(name, text, userHome))
                .orElse(userHome.resolve(".healthwarehouse"));
        autoExport = variables.storeWide(AUTO_EXPORT, Variables::bool).orElse(false);
        exportFolder = variables
                .storeWide(EXPORT_PATH, (name, text) -> path(name, text, userHome))
                .orElse(home.resolve(HomeFolder.EXPORTS));
        ignored = variables.ignored(Set.of(ENABLED, PATH, AUTO_EXPORT, EXPORT_PATH));
    }

    /**
     * The settings in the environment of this process.
     *
     * @throws InvalidParameterException if a variable breaks a rule; the message names it, its value, the rule and the
     *     remedy
     */
    public static WarehouseConfig fromEnvironment() {
        return of(System.getenv());
    }

    /**
     * The settings in the given variables; what is no variable of a warehouse is ignored.
     *
     * @throws InvalidParameterException as {@link #fromEnvironment}
     */
    public static WarehouseConfig of(Map<String, String> variables) {
        return new WarehouseConfig(new Variables(variables), Path.of(System.getProperty("user.home", "")));
    }

    /** The numbers for one scope: each from the first of the prefixes under which it is set, else its default. */
    private static SourceConfig source(Variables variables, List<String> prefixes) {
        requireChunkWithinLimit(variables, prefixes);
        SyncSettings standard = SyncSettings.DEFAULT;
        long longest =
                value(variables, prefixes, NumberVariable.MAX_CHUNK_SIZE_DAYS).longValueExact();
        long chunk = value(variables, prefixes, NumberVariable.CHUNK_SIZE_DAYS).longValueExact();
        SyncSettings settings = new SyncSettings(
                Duration.ofDays(Math.min(chunk, longest)),
                Duration.ofDays(longest),
                seconds(variables, prefixes, NumberVariable.RATE_LIMIT_DELAY),
                value(variables, prefixes, NumberVariable.MAX_CONCURRENT_CHUNKS).intValueExact(),
                hours(value(variables, prefixes, NumberVariable.MAX_SYNC_DURATION_HOURS)),
                standard.lease(),
                standard.readCalls(),
                standard.readDuration(),
                standard.connectionErrors());
        Backoff retry = new Backoff(
                value(variables, prefixes, NumberVariable.MAX_RETRIES).intValueExact(),
                seconds(variables, prefixes, NumberVariable.RETRY_BASE_DELAY),
                Backoff.DEFAULT.ceiling(),
                Backoff.DEFAULT.multiplier(),
                Backoff.DEFAULT.jitter());
        return new SourceConfig(
                settings,
                retry,
                seconds(variables, prefixes, NumberVariable.REQUEST_TIMEOUT),
                given(variables, prefixes, NumberVariable.DB_RECENT_DATA_HOURS).map(WarehouseConfig::hours));
    }

    /** A chunk size that somebody chose must fit; the default, or one for all sources, gives way to a limit. */
    private static void requireChunkWithinLimit(Variables variables, List<String> prefixes) {
        BigDecimal longest = value(variables, prefixes, NumberVariable.MAX_CHUNK_SIZE_DAYS);
        Optional<BigDecimal> chosen = variables.number(prefixes.get(0), NumberVariable.CHUNK_SIZE_DAYS);
        if (chosen.filter(days -> days.compareTo(longest) > 0).isPresent()) {
            throw new InvalidParameterException(
                    prefixes.get(0) + NumberVariable.CHUNK_SIZE_DAYS,
                    chosen.get().toPlainString(),
                    "must not exceed " + NumberVariable.MAX_CHUNK_SIZE_DAYS + ", which is " + longest.toPlainString(),
                    "give at most " + longest.toPlainString() + ", or raise " + prefixes.get(0)
                            + NumberVariable.MAX_CHUNK_SIZE_DAYS);
        }
    }

    private static Optional<BigDecimal> given(Variables variables, List<String> prefixes, NumberVariable variable) {
        return prefixes.stream()
                .flatMap(prefix -> variables.number(prefix, variable).stream())
                .findFirst();
    }

    private static BigDecimal value(Variables variables, List<String> prefixes, NumberVariable variable) {
        return given(variables, prefixes, variable).orElse(variable.standard());
    }

    private static Duration seconds(Variables variables, List<String> prefixes, NumberVariable variable) {
        return Duration.ofNanos(
                value(variables, prefixes, variable).movePointRight(9).longValueExact());
    }

    private static Duration hours(BigDecimal number) {
        return Duration.ofHours(number.longValueExact());
    }

    private static Path path(String name, String text, Path userHome) {
        boolean fromHome = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
        if (text.startsWith("~") && !fromHome) {
            throw new InvalidParameterException(
                    name, text, "must not begin with the name of another user", "write ~/folder or the whole path");
        }
        try {
            Path path = fromHome ? userHome.resolve(text.substring(Math.min(2, text.length()))) : Path.of(text);
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidParameterException(
                    name, text, "must be a path of this system", "use letters, digits, '.', '-', '_' and '/'");
        }
    }

    /** The numbers for sources that have none of their own. */
    public SourceConfig general() {
        return general;
    }

    /** The numbers for a source. */
    public SourceConfig source(SourceId source) {
        return bySource.getOrDefault(source, general);
    }

    /** The sources whose numbers are not the general ones. */
    public Set<SourceId> differentSources() {
        return bySource.keySet();
    }

    /** Whether anything is kept; if not, reads go straight to the source, and sync and export are refused. */
    public boolean storeEnabled() {
        return storeEnabled;
    }

    /** The folder of database, exports and backups; absolute. It is created, for its owner only, when it is needed. */
    public Path home() {
        return home;
    }

    /** Whether new data shall be exported by itself; see {@link HealthWarehouseBuilder#config}. */
    public boolean autoExport() {
        return autoExport;
    }

    /** The folder for such exports, in which each format has a folder of its own; absolute. */
    public Path exportFolder() {
        return exportFolder;
    }

    /** Names of variables that are set and mean nothing: misspelled ones, and store-wide ones of a single source. */
    public List<String> ignored() {
        return ignored;
    }
}
