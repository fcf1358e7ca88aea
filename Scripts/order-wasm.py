#!/usr/bin/env python3
"""Lays functions of a module of WebAssembly that are alike beside each other, and changes nothing else.

    Scripts/order-wasm.py IN.wasm OUT.wasm

Gzip looks back 32 kB for what it has seen, so that it finds more: the engine's module loses a fifteenth.
"""
import sys
from collections import Counter, defaultdict, deque

TYPES, IMPORTS, FUNCTIONS, EXPORTS, ELEMENTS, CODE = 1, 2, 3, 7, 9, 10
END, CALL, REFERENCE = 0x0B, 0x10, 0xD2

# How many numbers in LEB128 follow an instruction; constants of floating point are 4 and 8 bytes.
ONE_NUMBER = [0x02, 0x03, 0x04, 0x0C, 0x0D, CALL, 0x20, 0x21, 0x22, 0x23, 0x24, 0x3F, 0x40, 0x41, 0x42, REFERENCE]
NUMBERS = {**dict.fromkeys(ONE_NUMBER, 1), **dict.fromkeys(range(0x28, 0x3F), 2), 0x11: 2}
NUMBERS_BEHIND_PREFIX = {**dict.fromkeys(range(8), 0), 8: 2, 9: 1, 10: 2, 11: 1}
KNOWN = {*NUMBERS, 0x00, 0x01, 0x05, 0x0B, 0x0E, 0x0F, 0x1A, 0x1B, 0x43, 0x44, 0xFC, *range(0x45, 0xC5)}


def number(data, at):
    """The number in LEB128 at a place, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def encoded(value):
    """A number in LEB128."""
    bytes_ = bytearray()
    while value > 127:
        bytes_.append(value & 127 | 128)
        value >>= 7
    return bytes([*bytes_, value])


def behind_numbers(data, at, count):
    for _ in range(count):
        _, at = number(data, at)
    return at


def instructions(code):
    """Cuts code into instructions."""
    at = 0
    while at < len(code):
        start, kind = at, code[at]
        if kind not in KNOWN:
            raise SystemExit(f"unknown instruction 0x{kind:02x}")
        at += 1
        if kind == 0x0E:  # br_table
            count, at = number(code, at)
            at = behind_numbers(code, at, count + 1)
        elif kind == 0xFC:
            kind, at = number(code, at)
            at = behind_numbers(code, at, NUMBERS_BEHIND_PREFIX[kind])
        else:
            at = behind_numbers(code, at, NUMBERS.get(kind, 0)) + {0x43: 4, 0x44: 8}.get(kind, 0)
        yield code[start:at]


def likest_beside_each_other(codes, width=6, window=6000):
    """An order of functions in which each has much in common with those just before it."""
    pieces = [{code[i:i + width] for i in range(len(code) - width + 1)} for code in codes]
    owners = defaultdict(list)
    for function, own in enumerate(pieces):
        for piece in own:
            owners[piece].append(function)
    shared = Counter()

    def count(function, by):
        for piece in pieces[function]:
            if len(owners[piece]) <= 200:  # Others are everywhere.
                for owner in owners[piece]:
                    shared[owner] += by

    left = set(range(len(codes)))
    order, recent, seen = [], deque(), 0
    following = max(left, key=lambda function: len(codes[function]))
    while True:
        left.remove(following)
        order.append(following)
        if not left:
            return order
        recent.append(following)
        count(following, 1)
        seen += len(codes[following])
        while seen - len(codes[recent[0]]) > window:
            seen -= len(codes[recent[0]])
            count(recent.popleft(), -1)
        following = max(left, key=lambda function: (shared[function] / (30 + len(pieces[function])), -function))


def sections(data):
    at = 8
    while at < len(data):
        size, start = number(data, at + 1)
        yield data[at], data[start:start + size]
        at = start + size


def vector(data, item):
    """The items of a vector, each read by `item(at)`, which gives it and the place behind it."""
    count, at = number(data, 0)
    items = []
    for _ in range(count):
        value, at = item(at)
        items.append(value)
    return items


def sized(data):
    """What reads an item that its size stands before."""
    def item(at):
        size, start = number(data, at)
        return data[start:start + size], start + size
    return item


def joined(items):
    return encoded(len(items)) + b"".join(items)


def reordered(data):
    found = dict(sections(data))
    imported = found.get(IMPORTS, b"\0")

    def function_imported(at):
        for _ in range(2):
            _, at = sized(imported)(at)
        if imported[at]:
            raise SystemExit("expected functions alone to be imported")
        return number(imported, at + 1)

    offset = len(vector(imported, function_imported))
    types = vector(found[FUNCTIONS], lambda at: number(found[FUNCTIONS], at))
    heads, bodies = [], []
    for body in vector(found[CODE], sized(found[CODE])):
        groups, start = number(body, 0)
        for _ in range(groups):
            start = behind_numbers(body, start, 1) + 1
        heads.append(body[:start])
        bodies.append(list(instructions(body[start:])))
    order = likest_beside_each_other([b"".join(body) for body in bodies])
    place = {offset + old: offset + new for new, old in enumerate(order)}

    def moved(function):
        return encoded(place.get(function, function))

    def code(function):
        body = heads[function] + b"".join(
            i[:1] + moved(number(i, 1)[0]) if i[0] in (CALL, REFERENCE) else i for i in bodies[function]
        )
        return encoded(len(body)) + body

    def export(at):
        _, kind = sized(found[EXPORTS])(at)
        index, end = number(found[EXPORTS], kind + 1)
        return found[EXPORTS][at:kind + 1] + (moved(index) if found[EXPORTS][kind] == 0 else encoded(index)), end

    def element(at):
        elements = found[ELEMENTS]
        start = at + 1
        for instruction in instructions(elements[start:]):
            start += len(instruction)
            if instruction[0] == END:
                break
        if elements[at]:
            raise SystemExit("expected a table of functions")
        count, end = number(elements, start)
        functions = []
        for _ in range(count):
            function, end = number(elements, end)
            functions.append(moved(function))
        return elements[at:start] + joined(functions), end

    written = {
        FUNCTIONS: joined([encoded(types[function]) for function in order]),
        CODE: joined([code(function) for function in order]),
        EXPORTS: joined(vector(found[EXPORTS], export)),
        ELEMENTS: joined(vector(found.get(ELEMENTS, b"\0"), element)),
    }
    parts = [(kind, written.get(kind, section)) for kind, section in sections(data) if kind]
    return data[:8] + b"".join(bytes([kind]) + encoded(len(part)) + part for kind, part in parts)


if __name__ == "__main__":
    source, destination = sys.argv[1:]
    with open(source, "rb") as file:
        module = reordered(file.read())
    with open(destination, "wb") as file:
        file.write(module)
