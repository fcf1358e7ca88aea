"""The scalar nets of `Benchmarks/Tape`, for anything in Python with `+`, `-` and `*`."""
WINDOW = 1024


def draws(seed):
    """24 bits at a time."""
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        yield state >> 8


def number(draw):
    """From -1 to below 1."""
    return next(draw) / 8388608.0 - 1


def random_dag(size, leaf, leaves=None):
    """Two leaves, three products, a sum, a difference and a running sum, over and over."""
    draw, mask = draws(12345), WINDOW - 1

    def new(value):
        node = leaf(value)
        if leaves is not None:
            leaves.append(node)
        return node

    ring = [new(number(draw)) for _ in range(WINDOW)]
    total = new(0.0)
    place = 0
    for _ in range(size // 8):
        for _ in range(2):
            ring[place & mask] = new(number(draw))
            place += 1
        a, b = ring[next(draw) & mask], ring[next(draw) & mask]
        ring[place & mask] = a * b
        a, b = ring[next(draw) & mask], ring[next(draw) & mask]
        ring[(place + 1) & mask] = a + b
        a, b = ring[next(draw) & mask], ring[next(draw) & mask]
        ring[(place + 2) & mask] = a - b
        a = ring[next(draw) & mask]
        ring[(place + 3) & mask] = a * 0.25
        a, b = ring[next(draw) & mask], ring[next(draw) & mask]
        product = a * b
        ring[(place + 4) & mask] = product
        place += 5
        total = total + product
    return total


def random_gates(size, leaf, relu, leaves=None):
    """Each gate drawn too."""
    draw, mask = draws(7), WINDOW - 1

    def new(value):
        node = leaf(value)
        if leaves is not None:
            leaves.append(node)
        return node

    ring = [new(number(draw)) for _ in range(WINDOW)]
    for place in range(size - WINDOW):
        a = ring[(place + next(draw)) & mask]
        b = ring[(place + next(draw)) & mask]
        gate = next(draw) & 7
        if gate < 2:
            node = new(number(draw))
        elif gate < 4:
            node = a * b
        elif gate == 4:
            node = a + b
        elif gate == 5:
            node = a - b
        elif gate == 6:
            node = a * 0.25
        else:
            node = relu(a)
        ring[place & mask] = node
    total = new(0.0)
    for node in ring:
        total = total + node
    return total


class Demo:
    """micrograd's demo: its points, targets and parameters."""

    def __init__(self):
        draw = draws(1337)
        self.inputs, self.targets = [], []
        for _ in range(100):
            self.inputs.append((number(draw), number(draw)))
            self.targets.append(1.0 if number(draw) > 0 else -1.0)
        self.numbers = []
        for width, following in ((2, 16), (16, 16), (16, 1)):
            for _ in range(following):
                self.numbers += [number(draw) for _ in range(width)] + [0.0]

    def matrices(self):
        """For each layer its weights, inputs by outputs, and its biases."""
        place, layers = 0, []
        for width, following in ((2, 16), (16, 16), (16, 1)):
            rows = []
            for _ in range(following):
                rows.append(self.numbers[place:place + width + 1])
                place += width + 1
            weights = [[row[k] for row in rows] for k in range(width)]
            layers.append((weights, [row[-1] for row in rows]))
        return layers
