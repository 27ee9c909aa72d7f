package org.healthwarehouse.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/** A Garmin Connect that has what it is given, and nothing of all else; it writes down what it was asked. */
final class GarminDesk implements VendorTransport {
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Makes an answer. */
    @FunctionalInterface
    interface Reply {
        VendorResponse to(VendorRequest request);
    }

    GarminDesk() {
        json("/userprofile-service/socialProfile", "{'displayName':'somebody','profileId':12}");
        json("/userprofile-service/userprofile/user-settings", "{'id':12,'userData':{}}");
    }

    /** Answers what begins with the path with that JSON, in which quotes are single ones. */
    void json(String path, String body) {
        answers(path, 200, "application/json", body.replace('\'', '"').getBytes(UTF_8));
    }

    void answers(String path, int status, String type, byte[] body) {
        replies.put(
                path, request -> new VendorResponse(status, Map.of("content-type", List.of(type)), RawBody.of(body)));
    }

    void replies(String path, Reply reply) {
        replies.put(path, reply);
    }

    void uploadedAt(Instant moment) {
        json("/device-service/deviceservice/mylastused", "{'lastUsedDeviceUploadTime':" + moment.toEpochMilli() + "}");
    }

    void zip(String path, byte[]... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < members.length; i++) {
                zip.putNextEntry(new ZipEntry(i + ".fit"));
                zip.write(members[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers(path, 200, "application/x-zip-compressed", bytes.toByteArray());
    }

    @Override
    public VendorResponse send(VendorRequest request) {
        String path = request.uri().getPath();
        String query = request.uri().getQuery();
        asked.add(request.method() + " " + path + (query == null ? "" : "?" + query));
        return replies.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .max(java.util.Comparator.comparingInt(each -> each.getKey().length()))
                .map(each -> each.getValue().to(request))
                .orElseGet(() -> new VendorResponse(404, Map.of(), RawBody.of(new byte[0])));
    }

    /** What was asked since this was last called. */
    List<String> takeAsked() {
        List<String> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }
}
