package org.healthwarehouse.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The formats that can be asked for by name. */
final class Formats {
    private static final List<ExporterProvider> BUILT_IN = List.of(
            new BuiltIn("csv", Exporter::csv),
            new BuiltIn("json", Exporter::json),
            new BuiltIn("ndjson", Exporter::ndjson));

    private Formats() {}

    /** Who provides which format, by name; the built-in ones need no other module. */
    static Map<String, List<ExporterProvider>> found() {
        Map<String, List<ExporterProvider>> found = new TreeMap<>();
        BUILT_IN.forEach(each -> add(found, each));
        ServiceLoader.load(ExporterProvider.class).forEach(each -> add(found, each));
        return found;
    }

    private static void add(Map<String, List<ExporterProvider>> found, ExporterProvider provider) {
        found.computeIfAbsent(provider.format(), name -> new ArrayList<>()).add(provider);
    }

    private record BuiltIn(String format, Supplier<Exporter> exporter) implements ExporterProvider {
        @Override
        public Exporter create() {
            return exporter.get();
        }
    }
}
