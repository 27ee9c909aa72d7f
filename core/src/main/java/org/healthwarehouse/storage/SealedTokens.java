package org.healthwarehouse.storage;

/** Tokens as they are stored: encrypted, and numbered by version. Immutable. */
public final class SealedTokens {
    private final long version;
    private final byte[] bytes;

    /** Copies the bytes, which must be encrypted. */
    public SealedTokens(long version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes.clone();
    }

    /** Rises with every change and is never given twice to one user and source. */
    public long version() {
        return version;
    }

    /** A copy of the encrypted bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Version and size. */
    @Override
    public String toString() {
        return "SealedTokens[version " + version + ", " + bytes.length + " bytes]";
    }
}
