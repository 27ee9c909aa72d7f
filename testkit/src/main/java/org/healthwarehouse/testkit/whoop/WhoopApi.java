package org.healthwarehouse.testkit.whoop;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the questions about a member's data. */
final class WhoopApi {
    private static final int MOST = 25;
    private static final int USUAL = 10;

    private final int mostOnAPage;

    /**
     * The interface.
     *
     * @param mostOnAPage the most records on a page, however many are asked for
     */
    WhoopApi(int mostOnAPage) {
        this.mostOnAPage = mostOnAPage;
    }

    WhoopAnswer answer(WhoopMember member, String path, Map<String, String> query, Instant now) {
        Optional<WhoopKind> collection = WhoopKind.at(path);
        if (collection.isPresent()) {
            try {
                return listing(member, collection.get(), query, now);
            } catch (DateTimeException | IllegalArgumentException e) {
                return WhoopAnswer.status(400, "bad request");
            }
        }
        return switch (path) {
            case "/v2/user/profile/basic" -> member.profile();
            case "/v2/user/measurement/body" -> member.body(now);
            default -> single(member, path, now);
        };
    }

    private static WhoopAnswer single(WhoopMember member, String path, Instant now) {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, slash);
        String last = path.substring(slash + 1);
        Optional<WhoopKind> kind = WhoopKind.at(parent).filter(known -> known != WhoopKind.RECOVERY);
        if (kind.isPresent()) {
            return found(member, member.diary().find(kind.get(), last, now.toEpochMilli()));
        }
        if (parent.startsWith("/v2/cycle/") && last.equals("recovery")) {
            String cycle = parent.substring("/v2/cycle/".length());
            return found(member, member.diary().find(WhoopKind.RECOVERY, cycle, now.toEpochMilli()));
        }
        return WhoopAnswer.status(404, "not found");
    }

    private static WhoopAnswer found(WhoopMember member, Optional<WhoopEntry> entry) {
        return entry.map(there -> WhoopAnswer.ok(json -> WhoopJson.record(json, there, member.userId())))
                .orElseGet(() -> WhoopAnswer.status(404, "not found"));
    }

    private WhoopAnswer listing(WhoopMember member, WhoopKind kind, Map<String, String> query, Instant now) {
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(USUAL)));
        if (limit < 1 || limit > MOST) {
            return WhoopAnswer.status(400, "limit");
        }
        Instant from = time(query, "start", Instant.EPOCH);
        Instant to = time(query, "end", now);
        String question = Integer.toHexString((from + "|" + to + "|" + limit).hashCode());
        List<WhoopEntry> all =
                member.diary().selected(kind, from.toEpochMilli(), to.toEpochMilli(), now.toEpochMilli());
        String token = query.getOrDefault("nextToken", "");
        List<WhoopEntry> rest = token.isEmpty() ? all : after(decoded(token), question, all);
        List<WhoopEntry> page = rest.subList(0, Math.min(Math.min(limit, mostOnAPage), rest.size()));
        return WhoopAnswer.ok(json -> {
            json.writeArrayFieldStart("records");
            for (WhoopEntry entry : page) {
                json.writeStartObject();
                WhoopJson.record(json, entry, member.userId());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (page.size() < rest.size()) {
                WhoopEntry last = page.get(page.size() - 1);
                json.writeStringField("next_token", encoded(last.start() + "|" + last.id() + "|" + question));
            } else if (from.getEpochSecond() % 3 == 0) {
                json.writeNullField("next_token");
            } else if (from.getEpochSecond() % 3 == 1) {
                json.writeStringField("next_token", "");
            }
        });
    }

    private static Instant time(Map<String, String> query, String name, Instant otherwise) {
        return query.containsKey(name)
                ? OffsetDateTime.parse(query.getOrDefault(name, "")).toInstant()
                : otherwise;
    }

    /** A token names the last record of a page: what comes and goes above it shifts nothing. */
    private static List<WhoopEntry> after(String token, String question, List<WhoopEntry> all) {
        String[] parts = token.split("\\|", -1);
        if (parts.length != 3 || !parts[2].equals(question)) {
            throw new IllegalArgumentException("a token of another question");
        }
        long start = Long.parseLong(parts[0]);
        return all.stream()
                .filter(entry -> entry.start() < start
                        || (entry.start() == start && entry.id().compareTo(parts[1]) < 0))
                .toList();
    }

    private static String encoded(String token) {
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
