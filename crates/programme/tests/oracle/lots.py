"""Draws lots again: {"purpose", "seed", "candidates"} in JSON comes in, the names in the order drawn go out."""

import hashlib
import json
import sys


def lines(*texts):
    return hashlib.sha256("".join(text + "\n" for text in texts).encode())


def numbers(key):
    block = 0
    while True:
        digest = hashlib.sha256(key + block.to_bytes(8, "big")).digest()
        for at in range(0, 32, 8):
            yield int.from_bytes(digest[at : at + 8], "big")
        block += 1


def draw(purpose, seed, candidates):
    order = sorted(candidates, key=str.encode)
    stream = numbers(lines("moru-lots-1", purpose, seed, lines(*order).hexdigest()).digest())
    for place in range(len(order) - 1):
        n = len(order) - place
        number = next(x for x in stream if x < 2**64 - 2**64 % n)
        other = place + number % n
        order[place], order[other] = order[other], order[place]
    return order


json.dump([draw(**each) for each in json.load(sys.stdin)], sys.stdout)
