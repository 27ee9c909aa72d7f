package org.healthwarehouse;

import org.healthwarehouse.model.InvalidParameterException;

/**
 * How much an import may unpack, so that a file made to do harm cannot fill memory or disk.
 *
 * @param depth how many archives may be inside one another
 * @param entries how many files are looked at
 * @param entryBytes how many bytes one file may have
 * @param totalBytes how many bytes all files of archives may have together
 * @param ratio how many times larger than packed a file may be, beyond its first 10 MB
 */
public record ImportLimits(int depth, int entries, long entryBytes, long totalBytes, int ratio) {
    /** 3 archives deep, 200,000 files, 4 GB each, 64 GB together, 200 times their size. */
    public static final ImportLimits DEFAULT = new ImportLimits(3, 200_000, 4L << 30, 64L << 30, 200);

    /** @throws InvalidParameterException if one of them is not positive */
    public ImportLimits {
        if (depth < 1 || entries < 1 || entryBytes < 1 || totalBytes < 1 || ratio < 1) {
            throw new InvalidParameterException(
                    "import limits",
                    depth + ", " + entries + ", " + entryBytes + ", " + totalBytes + ", " + ratio,
                    "must all be positive",
                    "start from ImportLimits.DEFAULT");
        }
    }
}
