package org.foldbase.server.task.internal;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foldbase.server.settings.RedisAddress;
import org.foldbase.server.task.QueueName;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Workers on many machines hear of tasks through a Redis, which has a sorted set of ids for each
 * kind. It may forget everything at any time: whoever takes offers the heads of the queues again
 * every two seconds, as the table has them, and while it does not answer the table itself is looked
 * into.
 */
final class RedisDispatch implements Dispatch, AutoCloseable {

    private static final int HEAD = 1000;
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(2);

    /** Between looks into the table that found less than was wanted. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** What nobody takes does not stay in a Redis that others use, too; the table still has it. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String SWEEP = "sweep";

    /**
     * Takes the smallest members over all sets at once. The first key is there while a sweep is not
     * due: it goes away by itself, and with everything else when a Redis is emptied.
     */
    private static final String TAKE =
            """
            if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[2]) then return {'sweep'} end
            local taken = {'taken'}
            for _ = 1, tonumber(ARGV[1]) do
              local first, from
              for i = 2, #KEYS do
                local member = redis.call('ZRANGE', KEYS[i], 0, 0)[1]
                if member and (not first or member < first) then first, from = member, KEYS[i] end
              end
              if not first then break end
              redis.call('ZREM', from, first)
              taken[#taken + 1] = first
            end
            return taken
            """;

    private final String prefix;
    private final String channel;
    private final RedisLink link;
    private final DatabaseDispatch database;
    private final TaskTable table;
    private final TransactionTemplate reading;
    private final TransactionTemplate claiming;
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final Map<QueueName, Long> nextLookNanos = new EnumMap<>(QueueName.class);

    private RedisDispatch(
            RedisAddress address,
            UUID dbUuid,
            DatabaseDispatch database,
            TaskTable table,
            PlatformTransactionManager transactions) {
        this.prefix = "foldbase:" + dbUuid + ":";
        this.database = database;
        this.table = table;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.claiming = new TransactionTemplate(transactions);
        this.channel = prefix + "wake";
        this.link = RedisLink.open(address, channel, this::wake);
    }

    /**
     * An adapter to a Redis that need not be there yet.
     *
     * @param dbUuid of the database that has the tasks
     * @throws org.foldbase.server.database.DatabaseException the Redis refuses the login
     */
    static RedisDispatch connect(
            RedisAddress address,
            UUID dbUuid,
            DatabaseDispatch database,
            TaskTable table,
            PlatformTransactionManager transactions) {
        return new RedisDispatch(address, dbUuid, database, table, transactions);
    }

    // ---- names

    private String key(QueueName queue, String kind, int version) {
        return prefix + "queue:" + queue + ":" + kind + ":" + version;
    }

    private static List<String> versions(Map<String, Integer> kinds) {
        return new TreeMap<>(kinds)
                .entrySet().stream().map(it -> it.getKey() + ":" + it.getValue()).toList();
    }

    /**
     * Members of one score are in the order of their bytes, which no number that Redis has could
     * keep: 32 bits of priority, the highest first, and 64 of the order key.
     */
    static String member(Offer offer) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(Integer.MAX_VALUE - offer.priority())
                + hex.toHexDigits(offer.orderKey() ^ Long.MIN_VALUE)
                + ":"
                + offer.id();
    }

    static UUID id(String member) {
        return UUID.fromString(member.substring(member.indexOf(':') + 1));
    }

    // ---- offering

    @Override
    public void offer(List<Offer> offers) {
        link.tell(
                redis -> {
                    List<CompletableFuture<?>> said = new ArrayList<>();
                    members(offers)
                            .forEach((key, members) -> {
                                said.add(redis.zadd(key, members).toCompletableFuture());
                                said.add(redis.pexpire(key, FORGOTTEN).toCompletableFuture());
                            });
                    said.add(redis.publish(channel, "").toCompletableFuture());
                    return CompletableFuture.allOf(said.toArray(CompletableFuture[]::new));
                },
                () -> {
                    offers.forEach(it -> lookAtOnce(it.queue()));
                    wake();
                });
    }

    private Map<String, Object[]> members(List<Offer> offers) {
        Map<String, List<Object>> byKey = new HashMap<>();
        for (Offer offer : offers) {
            byKey.computeIfAbsent(
                            key(offer.queue(), offer.kind(), offer.version()),
                            it -> new ArrayList<>())
                    .add(ScoredValue.just(0, member(offer)));
        }
        Map<String, Object[]> members = new HashMap<>();
        byKey.forEach((key, values) -> members.put(key, values.toArray()));
        return members;
    }

    @Override
    public void whenOffered(Runnable wake) {
        wakes.add(wake);
    }

    private void wake() {
        wakes.forEach(Runnable::run);
    }

    // ---- taking

    @Override
    public void take(QueueName queue, Map<String, Integer> kinds, int most, Claim claim) {
        int won = 0;
        boolean more = true;
        while (more && won < most) {
            int wanted = most - won;
            Optional<List<UUID>> ids = next(queue, kinds, wanted);
            if (ids.isEmpty()) {
                lookIntoTable(queue, kinds, wanted, claim);
                return;
            }
            won += claimed(ids.get(), claim);
            more = ids.get().size() == wanted;
        }
    }

    /** How many were won, all in one transaction: each commit is a wait for a disk. */
    private int claimed(List<UUID> ids, Claim claim) {
        return ids.isEmpty()
                ? 0
                : Objects.requireNonNull(
                        claiming.execute(status -> (int) ids.stream().filter(claim::won).count()));
    }

    /** Nothing if the Redis does not answer. */
    private Optional<List<UUID>> next(QueueName queue, Map<String, Integer> kinds, int most) {
        Optional<List<String>> taken = pop(queue, kinds, most);
        if (taken.isPresent() && taken.get().getFirst().equals(SWEEP)) {
            sweep(queue, kinds);
            taken = pop(queue, kinds, most);
        }
        return taken.map(members -> members.stream().skip(1).map(RedisDispatch::id).toList());
    }

    private Optional<List<String>> pop(QueueName queue, Map<String, Integer> kinds, int most) {
        List<String> keys = new ArrayList<>();
        keys.add(prefix + "swept:" + queue + ":" + String.join(",", versions(kinds)));
        kinds.forEach((kind, newest) -> {
            for (int version = 1; version <= newest; version++) {
                keys.add(key(queue, kind, version));
            }
        });
        return link.ask(redis ->
                redis.eval(
                        TAKE,
                        ScriptOutputType.MULTI,
                        keys.toArray(String[]::new),
                        Integer.toString(most),
                        Long.toString(BETWEEN_SWEEPS.toMillis())));
    }

    /** Offers the head of a queue again, as it is in the table. */
    private void sweep(QueueName queue, Map<String, Integer> kinds) {
        List<Offer> head =
                Objects.requireNonNull(reading.execute(status -> table.offers(queue, kinds, HEAD)));
        members(head)
                .forEach((key, members) -> {
                    Optional<Long> _ = link.ask(redis -> redis.zadd(key, members));
                    Optional<Boolean> _ = link.ask(redis -> redis.pexpire(key, FORGOTTEN));
                });
    }

    // ---- without a Redis

    private void lookIntoTable(QueueName queue, Map<String, Integer> kinds, int most, Claim claim) {
        if (!isTimeToLook(queue)) {
            return;
        }
        int[] won = {0};
        database.take(
                queue,
                kinds,
                most,
                id -> {
                    boolean mine = claim.won(id);
                    won[0] += mine ? 1 : 0;
                    return mine;
                });
        if (won[0] == most) {
            lookAtOnce(queue);
        }
    }

    private synchronized boolean isTimeToLook(QueueName queue) {
        long now = System.nanoTime();
        Long next = nextLookNanos.get(queue);
        boolean isTime = next == null || now - next >= 0;
        if (isTime) {
            nextLookNanos.put(queue, now + BETWEEN_LOOKS.toNanos());
        }
        return isTime;
    }

    private synchronized void lookAtOnce(QueueName queue) {
        nextLookNanos.remove(queue);
    }

    @Override
    public void close() {
        link.close();
    }
}
