"""The protocol of side.ts: one JSON request a line on standard input, one JSON answer a line on standard output."""
import json
import sys
import time


class Absent(Exception):
    """Why a side takes no part in a workload."""


def answer(value):
    print(json.dumps(value), flush=True)


def serve(versions, prepare, wait):
    """Answers requests until standard input ends, or says why the side is absent.

    `prepare()` returns `start`; `start()` begins a workload anew and returns `step(number)`, which makes one step and returns its loss, still on the
    device; `wait(loss)` returns when it has been computed.
    """
    try:
        start = prepare()
    except Absent as reason:
        answer({"absent": str(reason)})
        return
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
