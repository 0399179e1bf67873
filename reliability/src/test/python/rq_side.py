"""RQ's side of the comparison: its jobs, and a command that queues them and tells what became of them."""
import os
import sys
import time

from redis import Redis
from rq import Queue
from rq.job import Job


def nothing():
    """A job that does nothing."""


def write_and_wait(path, seconds):
    """A job that notes each of its starts."""
    with open(path, "a") as file:
        file.write("started %d\n" % os.getpid())
    time.sleep(seconds)


def main(command, url, *arguments):
    """fill URL N: queues N jobs. rate URL: jobs per second of those that are done. restart URL FILE: one job."""
    redis = Redis.from_url(url)
    queue = Queue("comparison", connection=redis)
    if command == "fill":
        for _ in range(int(arguments[0])):
            queue.enqueue_call(nothing, result_ttl=3600)
    elif command == "rate":
        jobs = Job.fetch_many(queue.finished_job_registry.get_job_ids(), connection=redis)
        begun = min(job.started_at for job in jobs)
        ended = max(job.ended_at for job in jobs)
        print(len(jobs), (ended - begun).total_seconds())
    elif command == "restart":
        queue.enqueue_call(write_and_wait, args=(arguments[0], 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
