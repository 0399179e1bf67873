package org.foldbase.server.task.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.task.TaskFeed;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells pages of changes of the tasks that whoever looks may see. A stream ends after some minutes
 * and is asked for again by the page, so that who asks is looked at again; since changes may be
 * missed in between, a page looks at its whole list when a stream begins.
 */
@RestController
class TaskEvents implements SmartLifecycle {

    private final TaskFeed feed;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    TaskEvents(TaskFeed feed) {
        this.feed = feed;
    }

    @GetMapping(path = "/events/tasks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Permission.SEE)
    SseEmitter events(Actor actor) {
        actor.requireUserId();
        EventStream stream =
                new EventStream(task -> OwnTasks.maySee(actor, task.ownerId()), streams::remove);
        streams.add(stream);
        stream.begin(feed);
        return stream.emitter();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all streams: the server would wait for them in vain. */
    @Override
    public void stop() {
        running = false;
        streams.forEach(EventStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
