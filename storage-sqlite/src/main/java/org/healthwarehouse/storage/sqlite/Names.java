package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** The numbers that stand for people, sources and feeds in all other tables. */
final class Names {
    private static final String FIND_FEED = """
            SELECT f.feed_id FROM feed f
            JOIN user u ON u.user_id = f.user_id
            JOIN source o ON o.source_id = f.source_id
            WHERE u.name = ? AND o.name = ? AND f.name = ?""";

    private Names() {}

    static long user(Session session, UserId user) throws SQLException {
        Optional<Long> known = findUser(session, user);
        return known.isPresent() ? known.get() : session.insert("INSERT INTO user (name) VALUES (?)", user.value());
    }

    static Optional<Long> findUser(Session session, UserId user) throws SQLException {
        return session.first("SELECT user_id FROM user WHERE name = ?", row -> row.getLong(1), user.value());
    }

    static long source(Session session, SourceId source) throws SQLException {
        Optional<Long> known =
                session.first("SELECT source_id FROM source WHERE name = ?", row -> row.getLong(1), source.value());
        return known.isPresent() ? known.get() : session.insert("INSERT INTO source (name) VALUES (?)", source.value());
    }

    static long feed(Session session, UserId user, SourceId source, FeedId feed) throws SQLException {
        Optional<Long> known = findFeed(session, user, source, feed);
        return known.isPresent()
                ? known.get()
                : session.insert(
                        "INSERT INTO feed (user_id, source_id, name) VALUES (?, ?, ?)",
                        user(session, user),
                        source(session, source),
                        feed.value());
    }

    static Optional<Long> findFeed(Session session, UserId user, SourceId source, FeedId feed) throws SQLException {
        return session.first(FIND_FEED, row -> row.getLong(1), user.value(), source.value(), feed.value());
    }
}
