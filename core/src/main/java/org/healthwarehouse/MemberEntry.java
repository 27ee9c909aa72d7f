package org.healthwarehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.healthwarehouse.connector.ImportEntry;

/** A member of an archive, unpacked as it is read. */
final class MemberEntry implements ImportEntry {
    private final ZipFile zip;
    private final ZipEntry member;
    private final String name;
    private final Unpacked unpacked;
    private final Unpacked.Member counted;
    private final Instant importedAt;

    MemberEntry(ZipFile zip, ZipEntry member, String name, Unpacked unpacked, Instant importedAt) {
        this.importedAt = importedAt;
        this.zip = zip;
        this.member = member;
        this.name = name;
        this.unpacked = unpacked;
        counted = new Unpacked.Member(Math.max(1, member.getCompressedSize()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return Math.max(0, member.getSize());
    }

    @Override
    public Optional<Instant> modifiedAt() {
        return Optional.ofNullable(member.getLastModifiedTime()).map(FileTime::toInstant);
    }

    @Override
    public Instant importedAt() {
        return importedAt;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = zip.getInputStream(member);
        if (in == null) {
            throw new IOException("the archive has no such member");
        }
        return unpacked.counted(in, counted);
    }
}
