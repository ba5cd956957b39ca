"""The protocol of side.ts: one JSON request a line on standard input, one JSON answer a line on standard output."""
import json
import sys
import time


def answer(value):
    print(json.dumps(value), flush=True)


def serve(versions, start, wait):
    """Answers requests until standard input ends.

    `start()` begins a workload anew and returns `step(number)`, which makes one step and returns its loss, still on the
    device; `wait(loss)` returns when it has been computed.
    """
    answer({"versions": versions})
    for line in sys.stdin:
        request = json.loads(line)
        steps = request["steps"]
        step = start()
        if request["do"] == "losses":
            answer({"losses": [float(step(number)) for number in range(steps)]})
        else:
            wall, cpu = time.perf_counter(), time.process_time()
            for number in range(steps):
                loss = step(number)
            wait(loss)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            answer({"millisecondsPerStep": cpu * 1000 / steps, "wallMillisecondsPerStep": wall * 1000 / steps})
