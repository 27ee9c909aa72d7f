package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;

/** Calls a simulator as an application does, and reads what it answers. */
record GarminCaller(GarminSimulator service, String account) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI BASE = URI.create("http://127.0.0.1");

    VendorResponse get(String path) throws Exception {
        return get(path, service.token(account));
    }

    VendorResponse get(String path, String token) throws Exception {
        return service.inMemory()
                .send(VendorRequest.get(BASE.resolve(path)).header("Authorization", "Bearer " + token));
    }

    byte[] bytes(String path) throws Exception {
        return bytes(get(path));
    }

    static byte[] bytes(VendorResponse response) throws Exception {
        try (var in = response.body().open()) {
            return in.readAllBytes();
        }
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(bytes(path));
    }

    String reload(Object date) throws Exception {
        VendorRequest request = new VendorRequest(
                "POST",
                BASE.resolve("/wellness-service/wellness/epoch/request/" + date),
                Map.of("Authorization", "Bearer " + service.token(account)),
                RawBody.of(new byte[0]));
        return JSON.readTree(bytes(service.inMemory().send(request)))
                .get("status")
                .asText();
    }

    VendorResponse renew(String refreshToken) throws Exception {
        String form = "grant_type=refresh_token&client_id=" + service.clientId() + "&refresh_token=" + refreshToken;
        String basic =
                Base64.getEncoder().encodeToString((service.clientId() + ":").getBytes(StandardCharsets.US_ASCII));
        return service.inMemory()
                .send(new VendorRequest(
                        "POST",
                        BASE.resolve("/di-oauth2-service/oauth/token"),
                        Map.of("authorization", "Basic " + basic),
                        RawBody.of(form.getBytes(StandardCharsets.US_ASCII))));
    }

    static JsonNode json(VendorResponse response) throws Exception {
        return JSON.readTree(bytes(response));
    }

    JsonNode summary(Object date) throws Exception {
        return json("/usersummary-service/usersummary/daily/" + account + "?calendarDate=" + date);
    }

    /** The files of a date by name; empty if there is none of them. */
    Map<String, byte[]> wellness(Object date) throws Exception {
        VendorResponse response = get("/download-service/files/wellness/" + date);
        return response.status() == 404 ? Map.of() : unzipped(bytes(response));
    }

    static Map<String, byte[]> unzipped(byte[] archive) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
