package org.healthwarehouse.fulcra;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.ValueRange;

/**
 * Metrics for which there is no canonical type, also such as the vendor may add one day. They get a type of the
 * vendor's own, {@code fulcra.<value column>}, in the unit of the catalogue and with the vendor's own numbers.
 *
 * <p>Everything that the type is made of is written into the feed's id, so that a page can be read again in ten years,
 * when the catalogue may say something else or nothing.
 */
final class VendorMetrics {
    private static final Set<String> CODES = Set.of(
            "severity",
            "presence",
            "occurrence",
            "result",
            "stage",
            "type",
            "quality",
            "amount",
            "change",
            "magnitude",
            "stood");
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final int LONGEST_UNIT = 40;

    private VendorMetrics() {}

    /** What the feed's id says after the metric's name, for example {@code ?column=x&kind=cumulative&unit=points}. */
    static String describe(CatalogueEntry entry) {
        String unit = URLEncoder.encode(entry.unit(), StandardCharsets.UTF_8);
        return "?column=" + column(entry.name(), entry.column())
                + (entry.kind().equals("cumulative") ? "&kind=cumulative" : "")
                + (unit.isEmpty() || unit.length() > LONGEST_UNIT ? "" : "&unit=" + unit);
    }

    /**
     * The metric as described.
     *
     * @param description as {@link #describe} wrote it; empty if nothing is known but the name
     * @return empty if the description is written in another way
     */
    static Optional<Metric> read(String name, String description) {
        Map<String, String> parts = new HashMap<>();
        for (String part : description.replaceFirst("^\\?", "").split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        try {
            String unit = URLDecoder.decode(parts.getOrDefault("unit", ""), StandardCharsets.UTF_8);
            boolean cumulative = parts.getOrDefault("kind", "").equals("cumulative");
            return Optional.of(metric(name, column(name, parts.getOrDefault("column", "")), cumulative, unit));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Metric metric(String name, String column, boolean cumulative, String unit) {
        boolean codes = CODES.contains(unit);
        SampleType type = new SampleType(
                "fulcra." + column,
                codes ? "1" : Units.ucum(unit),
                ValueRange.ANY,
                codes ? Aggregation.CATEGORY : cumulative ? Aggregation.SUM : Aggregation.MEAN,
                "Fulcra's metric " + name + ", with the vendor's own numbers.");
        return new Metric(name, type, codes ? new Scale.Codes() : new Scale.Quantity(unit, type.unit()), false);
    }

    /** The column if it is fit to be a name, else the metric's name made fit. */
    private static String column(String name, String column) {
        if (COLUMN.matcher(column).matches()) {
            return column;
        }
        String snake = KnownMetrics.snakeCase(name);
        return snake.substring(0, Math.min(100, snake.length()));
    }
}
