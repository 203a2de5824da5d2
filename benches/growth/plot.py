"""Lines over logarithmic axes as SVG, four panels of them, each with its legend below."""

import math
from xml.sax.saxutils import escape

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#806000", "#56b4e9", "#333333", "#e69f00"]
WIDTH, HEIGHT = 460, 300  # of the area of a panel that is drawn on
LEFT, TOP, GAP, LINE = 64, 40, 40, 20
LEGEND = 4 * LINE + 44  # below a panel: numbers, title of the axis, four rows of two
COLUMNS = 2


def svg(panels):
    """The panels, two in a row; each a title and its lines, `{label: [(x, y), …]}`."""
    rows = math.ceil(len(panels) / COLUMNS)
    width, height = COLUMNS * (LEFT + WIDTH + GAP), rows * (TOP + HEIGHT + LEGEND + GAP)
    drawn = [
        f'<g transform="translate({LEFT + i % COLUMNS * (LEFT + WIDTH + GAP)} '
        f'{TOP + i // COLUMNS * (TOP + HEIGHT + LEGEND + GAP)})">{panel(*content)}</g>'
        for i, content in enumerate(panels)
    ]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" font-size="12" fill="#222">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *drawn,
        "</svg>",
    ]) + "\n"


def panel(title, lines):
    points = [point for line in lines.values() for point in line]
    across = Axis([x for x, _ in points], 0, WIDTH)
    up = Axis([y for _, y in points], HEIGHT, 0)
    parts = [
        f'<text x="0" y="-14" font-size="15" font-weight="bold">{escape(title)}</text>',
        *grid(across, up),
        linear(points, across, up),
        f'<text x="{WIDTH / 2}" y="{HEIGHT + 36}" text-anchor="middle">clauses</text>',
    ]
    for i, (label, line) in enumerate(lines.items()):
        colour = COLOURS[i % len(COLOURS)]
        places = [(across.at(x), up.at(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        parts.append(entry(label, colour, i))
    return "\n".join(parts)


def entry(label, colour, i):
    """A line of the legend."""
    x, y = i % 2 * (WIDTH / 2 + 10), HEIGHT + 60 + i // 2 * LINE
    return (f'<line x1="{x}" y1="{y - 4}" x2="{x + 20}" y2="{y - 4}" stroke="{colour}" stroke-width="3"/>'
            f'<text x="{x + 26}" y="{y}">{escape(label)}</text>')


class Axis:
    """A logarithmic axis over whole powers of ten, from pixel `start` to pixel `end`."""

    def __init__(self, values, start, end):
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self.start, self.end = start, end

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self):
        return [10.0**exponent for exponent in range(self.low, self.high + 1)]


def grid(across, up):
    for value in across.ticks():
        x = across.at(value)
        yield f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{HEIGHT}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT + 18}" text-anchor="middle">{number(value)}</text>'
    for value in up.ticks():
        y = up.at(value)
        yield f'<line x1="0" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{number(value)}</text>'


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def linear(points, across, up):
    """Which way goes what grows linearly: a dashed line through the middle of the panel, as far as it stays inside."""
    logs = [(math.log10(x) - across.low, math.log10(y) - up.low) for x, y in points]
    shift = sum(y - x for x, y in logs) / len(logs)
    span, top = across.high - across.low, up.high - up.low
    start, end = max(0, -shift), min(span, top - shift)
    corners = [(10 ** (x + across.low), 10 ** (x + shift + up.low)) for x in (start, end)]
    path = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in corners)
    x, y = across.at(corners[1][0]), up.at(corners[1][1])
    return (f'<polyline points="{path}" fill="none" stroke="#999" stroke-dasharray="5 4"/>'
            f'<text x="{x - 14:.1f}" y="{y:.1f}" text-anchor="end" fill="#777">linear</text>')
