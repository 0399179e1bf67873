package org.foldbase.hic.internal.hdf5;

/** Decompresses LZF, the format of Marc Lehmann's liblzf that h5py uses. */
final class Lzf {
    private Lzf() {}

    /**
     * Decompresses the first {@code length} bytes of {@code from}.
     *
     * @return the bytes written, or -1 if the input is damaged or does not fit
     */
    static int decompress(byte[] from, int length, byte[] into, int capacity) {
        int in = 0;
        int out = 0;
        while (in < length) {
            int control = from[in++] & 0xff;
            if (control < 32) {
                int run = control + 1;
                if (run > length - in || run > capacity - out) {
                    return -1;
                }
                System.arraycopy(from, in, into, out, run);
                in += run;
                out += run;
            } else {
                int run = (control >> 5) + 2;
                if (run == 9 && in < length) {
                    run += from[in++] & 0xff;
                }
                if (in == length || run > capacity - out) {
                    return -1;
                }
                int back = out - ((control & 0x1f) << 8) - (from[in++] & 0xff) - 1;
                if (back < 0) {
                    return -1;
                }
                for (int i = 0; i < run; i++) {
                    into[out++] = into[back++]; // the ranges may overlap
                }
            }
        }
        return out;
    }
}
