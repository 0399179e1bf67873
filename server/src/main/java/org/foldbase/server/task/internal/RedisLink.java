package org.foldbase.server.task.internal;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.settings.RedisAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a Redis that may not be there: after the start nobody waits for it longer than a
 * second, and a thread of its own looks for it. It says once that there is no answer, and once that
 * there is one again.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private static final Duration ANSWER = Duration.ofMillis(800);

    /** For the first greeting: a refused login must end the start, however slow the machine is. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK_MS = 500;

    private final RedisAddress address;
    private final String channel;
    private final Runnable wake;
    private final ClientResources resources =
            ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    private final RedisClient client;
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("redis").factory());
    private final AtomicBoolean troubled = new AtomicBoolean();
    private volatile long askAgainNanos;
    private volatile @Nullable Live live;

    /** Connections of one moment: they are never mended, but made anew. */
    private record Live(
            StatefulRedisConnection<String, String> commands,
            StatefulRedisPubSubConnection<String, String> wakes)
            implements AutoCloseable {

        void requireAnswers() {
            commands.sync().ping();
            wakes.sync().ping();
        }

        @Override
        public void close() {
            commands.close();
            wakes.close();
        }
    }

    private RedisLink(RedisAddress address, String channel, Runnable wake) {
        this.address = address;
        this.channel = channel;
        this.wake = wake;
        this.client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(false)
                        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                        .socketOptions(SocketOptions.builder().connectTimeout(ANSWER).build())
                        .build());
    }

    private static RedisURI uri(RedisAddress address, Duration timeout) {
        RedisURI.Builder uri =
                RedisURI.builder()
                        .withHost(address.host())
                        .withPort(address.port())
                        .withDatabase(address.number())
                        .withSsl(address.tls())
                        .withTimeout(timeout)
                        .withClientName("foldbase");
        address.password()
                .ifPresent(password ->
                        address.user()
                                .ifPresentOrElse(
                                        user -> uri.withAuthentication(user, password),
                                        () -> uri.withPassword(password.toCharArray())));
        return uri.build();
    }

    /**
     * Looks for it from now on.
     *
     * @param wake called at each message on the channel, and when the Redis is there again; it must
     *     not wait
     * @throws DatabaseException the Redis is there and refuses the login
     */
    static RedisLink open(RedisAddress address, String channel, Runnable wake) {
        RedisLink link = new RedisLink(address, channel, wake);
        try {
            link.connect(FIRST_ANSWER);
        } catch (RedisException e) {
            Optional<String> refusal = refusal(e);
            if (refusal.isPresent()) {
                link.close();
                throw new DatabaseException(
                        DatabaseException.Kind.UNAVAILABLE,
                        "Redis at %s refuses the login (%s); give its user and password in queue.url"
                                .formatted(address, refusal.get()),
                        e);
            }
            link.failed(e);
        }
        ScheduledFuture<?> _ =
                link.keeper.scheduleWithFixedDelay(
                        link::keep, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        return link;
    }

    /** What a Redis says that wants another user or password: the first word of its error. */
    private static Optional<String> refusal(Throwable failure) {
        return causes(failure)
                .filter(RedisCommandExecutionException.class::isInstance)
                .map(it -> String.valueOf(it.getMessage()))
                .filter(it ->
                        it.startsWith("WRONGPASS")
                                || it.startsWith("NOAUTH")
                                || it.startsWith("NOPERM")
                                || it.startsWith("ERR AUTH")
                                || it.startsWith("ERR invalid password"))
                .map(it -> it.substring(0, it.indexOf(' ')))
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(
                        Optional.of(failure),
                        Optional::isPresent,
                        it -> it.map(Throwable::getCause))
                .flatMap(Optional::stream);
    }

    private void connect(Duration timeout) {
        RedisURI uri = uri(address, timeout);
        StatefulRedisConnection<String, String> commands = client.connect(uri);
        try {
            StatefulRedisPubSubConnection<String, String> wakes = client.connectPubSub(uri);
            wakes.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String on, String message) {
                            wake.run();
                        }
                    });
            wakes.sync().subscribe(channel);
            commands.setTimeout(ANSWER);
            wakes.setTimeout(ANSWER);
            live = new Live(commands, wakes);
        } catch (RedisException e) {
            commands.close();
            throw e;
        }
    }

    private void keep() {
        try {
            Live now = live;
            if (now == null) {
                connect(ANSWER);
                answered();
                wake.run();
            } else {
                now.requireAnswers();
            }
        } catch (RuntimeException e) {
            // Whatever it is: a thread that ends would never look again.
            failed(e);
            drop();
        }
    }

    private void drop() {
        Live now = live;
        live = null;
        if (now != null) {
            now.close();
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return nothing if there is no Redis that answers
     */
    <T> Optional<T> ask(Function<RedisCommands<String, String>, T> question) {
        Live now = live;
        if (now == null || (troubled.get() && System.nanoTime() - askAgainNanos < 0)) {
            return Optional.empty();
        }
        try {
            T answer = question.apply(now.commands.sync());
            answered();
            return Optional.of(answer);
        } catch (RedisException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Says something, in the order in which it is said, without waiting for an answer. */
    void tell(
            Function<RedisAsyncCommands<String, String>, CompletionStage<?>> message,
            Runnable otherwise) {
        Live now = live;
        if (now == null) {
            otherwise.run();
            return;
        }
        try {
            CompletionStage<?> _ =
                    message.apply(now.commands.async())
                            .whenComplete((answer, failure) -> {
                                if (failure != null) {
                                    failed(failure);
                                    otherwise.run();
                                }
                            });
        } catch (RedisException e) {
            failed(e);
            otherwise.run();
        }
    }

    private void failed(Throwable failure) {
        askAgainNanos = System.nanoTime() + PAUSE.toNanos();
        if (troubled.compareAndSet(false, true)) {
            LOG.warn(
                    "Redis at {} does not answer ({}); tasks are looked for in the database until"
                            + " it does",
                    address,
                    reason(failure));
            LOG.debug("why Redis does not answer", failure);
        }
    }

    private static String reason(Throwable failure) {
        return refusal(failure)
                .orElseGet(() ->
                        causes(failure)
                                .reduce((outer, inner) -> inner)
                                .map(Throwable::getMessage)
                                .orElseGet(() -> failure.getClass().getSimpleName()));
    }

    private void answered() {
        if (troubled.compareAndSet(true, false)) {
            LOG.info("Redis at {} answers again", address);
        }
    }

    /** Lets what was told arrive, for a moment. */
    @Override
    public void close() {
        keeper.shutdownNow();
        if (live != null) {
            ask(RedisCommands::ping);
        }
        drop();
        client.shutdown(Duration.ZERO, ANSWER);
        Future<Boolean> _ = resources.shutdown(0, ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
