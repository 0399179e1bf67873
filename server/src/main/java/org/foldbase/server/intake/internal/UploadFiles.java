package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The bytes of uploads. How far one has come is its file's length, which is right after any crash.
 *
 * <p>There are no locks that a dead process could leave behind: who adds to an upload has its turn,
 * and loses it to the next who comes; so a client whose connection broke goes on at once, though
 * the server still waits for the old connection.
 */
@Component
class UploadFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFiles.class);

    /** What has to stay free for the database and for results. */
    private static final long RESERVE_BYTES = 256L << 20;

    private static final int BLOCK_BYTES = 1 << 18;
    private static final int BLOCKS_BETWEEN_LOOKS = 64;
    private static final String NAME = "file.dat";

    private final FileRoot root;
    private final Path dataDir;
    private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

    UploadFiles(FileRoot root, Settings settings) {
        this.root = root;
        this.dataDir = settings.dataDir();
    }

    /** An empty file. */
    String create(UUID id) throws IOException {
        return root.put(FileRoot.Kind.UPLOAD, id.toString(), NAME, Files::createFile);
    }

    /** Bytes that have come; nothing has of a file that is not there. */
    long size(String path) {
        try {
            return Files.size(root.resolve(path));
        } catch (IOException e) {
            return 0;
        }
    }

    /** Bytes that have come, also of a file that has gone on already to where datasets are. */
    long wholeSize(UUID id, String path) {
        return Math.max(size(path), size(copyOf(id)));
    }

    /** Where the file of a whole upload goes, or has gone. */
    String moveToDataset(UUID id, String path) throws IOException {
        return root.move(path, FileRoot.Kind.DATASET, id.toString(), NAME);
    }

    /** Where a file of the server's disk will be copied to. */
    static String copyOf(UUID id) {
        return FileRoot.path(FileRoot.Kind.DATASET, id.toString(), NAME);
    }

    void delete(UUID id, String path) throws IOException {
        take(id);
        root.delete(path);
    }

    /** Refuses to begin what the disk can't hold. */
    void requireRoom(long bytes) {
        try {
            Files.createDirectories(dataDir);
            if (Files.getFileStore(dataDir).getUsableSpace() - RESERVE_BYTES < bytes) {
                throw full();
            }
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.NO_ROOM, "The server's disk does not say how full it is.", e);
        }
    }

    private static Refusal full() {
        return new Refusal(
                Refusal.Kind.NO_ROOM,
                "The server's disk is too full for this file; ask its operator for room.");
    }

    /** The right to write to an upload, until someone else takes it. */
    private static final class Turn {
        private boolean over;

        synchronized void end() {
            over = true;
        }

        synchronized void write(FileChannel channel, long at, ByteBuffer block) throws IOException {
            if (over || channel.size() != at) {
                throw Refusal.conflict(
                        "The upload goes on over another connection; ask how far it is.");
            }
            long position = at;
            while (block.hasRemaining()) {
                position += channel.write(block, position);
            }
        }

        synchronized void cut(FileChannel channel, long offset) throws IOException {
            if (!over) {
                channel.truncate(offset);
            }
        }
    }

    private Turn take(UUID id) {
        Turn turn = new Turn();
        Turn before = turns.put(id, turn);
        if (before != null) {
            before.end();
        }
        return turn;
    }

    /**
     * Adds bytes until there are no more, the connection breaks, or the file is whole.
     *
     * @param offset where the file ends, and these begin
     * @param most how long the file may become; of more than that the first are kept
     * @return how it ended
     */
    Appended append(UUID id, String path, long offset, long most, InputStream bytes)
            throws IOException {
        Turn turn = take(id);
        try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.WRITE)) {
            Source source = new Source(bytes);
            long at = offset;
            for (int blocks = 1; at < most; blocks++) {
                int count = source.fill((int) Math.min(BLOCK_BYTES, most - at));
                if (count == 0) {
                    break;
                }
                turn.write(channel, at, ByteBuffer.wrap(source.block, 0, count));
                at += count;
                if (blocks % BLOCKS_BETWEEN_LOOKS == 0) {
                    requireRoom(0);
                }
            }
            channel.force(false);
            return new Appended(at, source.broken);
        } catch (NoSuchFileException e) {
            throw Refusal.notFound("This upload was ended.");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw full();
            }
            throw e;
        } finally {
            turns.remove(id, turn);
        }
    }

    /**
     * How adding bytes ended.
     *
     * @param length of the file
     * @param broken whether the connection broke
     */
    record Appended(long length, boolean broken) {}

    /** Gives full blocks; a broken connection is an end, since what came before it is kept. */
    private static final class Source {
        private final InputStream bytes;
        private final byte[] block = new byte[BLOCK_BYTES];
        private boolean broken;

        Source(InputStream bytes) {
            this.bytes = bytes;
        }

        int fill(int most) {
            int count = 0;
            try {
                while (count < most) {
                    int more = bytes.read(block, count, most - count);
                    if (more < 0) {
                        break;
                    }
                    count += more;
                }
            } catch (IOException e) {
                LOG.debug("a connection broke", e);
                broken = true;
            }
            return count;
        }
    }

    /** Forgets the bytes from an offset on. */
    void cut(UUID id, String path, long offset) throws IOException {
        Turn turn = take(id);
        try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.WRITE)) {
            turn.cut(channel, offset);
        } finally {
            turns.remove(id, turn);
        }
    }
}
