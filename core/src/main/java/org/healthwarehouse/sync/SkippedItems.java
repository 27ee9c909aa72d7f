package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.SyncFinding;

/** Says which items of a page could not be read: one finding for each type. */
final class SkippedItems {
    private SkippedItems() {}

    static List<SyncFinding> findings(PageCommit page) {
        return findings(
                page.claim().user(),
                page.claim().source(),
                page.claim().range(),
                page.content().problems(),
                page.finishedAt());
    }

    static List<SyncFinding> findings(
            UserId user, SourceId source, TimeRange range, List<ParseProblem> all, Instant at) {
        Map<Optional<String>, List<ParseProblem>> byType = all.stream()
                .collect(Collectors.groupingBy(
                        problem -> problem.type().map(DataType::name), LinkedHashMap::new, Collectors.toList()));
        return byType.entrySet().stream()
                .map(entry -> new SyncFinding(
                        SyncFinding.Kind.ITEM_SKIPPED,
                        user,
                        source,
                        entry.getKey(),
                        Optional.of(range),
                        detail(entry.getValue()),
                        at))
                .toList();
    }

    private static String detail(List<ParseProblem> problems) {
        ParseProblem first = problems.get(0);
        return problems.size() + " left out; the first, at " + first.position() + ": " + first.message();
    }
}
