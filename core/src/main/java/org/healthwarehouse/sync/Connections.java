package org.healthwarehouse.sync;

import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.NewJob;

/** Writes down what a job learnt of the login: that it works, or that the vendor no longer accepts it. */
final class Connections {
    private Connections() {}

    /** A job has ended. One that made calls and got something done was let in. */
    static void ended(EngineParts parts, NewJob job, Optional<Failure> failure, int calls, List<Chunk> chunks) {
        if (failure.isPresent()) {
            failed(parts, job.user(), job.source(), failure.get());
        } else if (calls > 0 && chunks.stream().anyMatch(chunk -> chunk.state() == ChunkState.DONE)) {
            worked(parts, job.user(), job.source());
        }
    }

    private static void worked(EngineParts parts, UserId user, SourceId source) {
        ConnectionState state = state(parts, user, source).orElse(ConnectionState.NEEDS_RECONNECT);
        if (state == ConnectionState.NEEDS_RECONNECT) {
            parts.storage().connections().move(user, source, ConnectionState.CONNECTED, parts.now());
        }
    }

    /** The vendor turned a user away who was connected, or of whom nothing is written down. */
    static void failed(EngineParts parts, UserId user, SourceId source, Failure failure) {
        if (failure instanceof Failure.AuthenticationFailed
                && state(parts, user, source).orElse(ConnectionState.CONNECTED) == ConnectionState.CONNECTED) {
            parts.storage().connections().move(user, source, ConnectionState.NEEDS_RECONNECT, parts.now());
        }
    }

    private static Optional<ConnectionState> state(EngineParts parts, UserId user, SourceId source) {
        ConnectionStore connections = parts.storage().connections();
        return connections.find(user, source).map(Connection::state);
    }
}
