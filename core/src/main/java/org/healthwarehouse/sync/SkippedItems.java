package org.healthwarehouse.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.SyncFinding;

/** Says which items of a page could not be read: one finding for each type. */
final class SkippedItems {
    private SkippedItems() {}

    static List<SyncFinding> findings(PageCommit page) {
        Map<Optional<String>, List<ParseProblem>> byType = page.content().problems().stream()
                .collect(Collectors.groupingBy(
                        problem -> problem.type().map(DataType::name), LinkedHashMap::new, Collectors.toList()));
        return byType.entrySet().stream()
                .map(entry -> finding(page, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static SyncFinding finding(PageCommit page, Optional<String> type, List<ParseProblem> problems) {
        ParseProblem first = problems.get(0);
        return new SyncFinding(
                SyncFinding.Kind.ITEM_SKIPPED,
                page.claim().user(),
                page.claim().source(),
                type,
                Optional.of(page.claim().range()),
                problems.size() + " left out; the first, at " + first.position() + ": " + first.message(),
                page.finishedAt());
    }
}
