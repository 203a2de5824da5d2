"""What `perf` saw: how often the program was where in its sources."""

import re
import shutil
import subprocess
from collections import Counter

SAMPLES_A_SECOND = 499
#: How much of the stack is kept with a sample (bytes).
STACK = 16384
#: Code of the program that works on behalf of who calls it.
LIBRARY = re.compile(r"^/rustc/|/rustlib/|/(hashbrown|rustc-hash|foldhash|memchr|smallvec|arc-swap|once_cell)-")


def record(data, command, *options):
    """Runs a command and writes what was seen meanwhile to a file."""
    watch = ["perf", "record", "--quiet", "--freq", str(SAMPLES_A_SECOND), "--call-graph", f"dwarf,{STACK}",
             "--output", data, *options, "--", *command]
    done = subprocess.run(watch, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"perf record failed: {done.stderr.strip()[-500:]}")


def stacks(data, program):
    """How many samples there are by stack: source files of the program, and names of others' code, innermost first."""
    command = ["perf", "script", "--input", data, "--no-inline", "--fields", "ip,sym,dso"]
    script = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    samples = [list(map(frame, sample.strip().splitlines())) for sample in script.split("\n\n") if sample.strip()]
    # A caller's address is the one it goes on with: what it called stands before.
    above = code_above(program)
    addresses = {(i, j): address + above - (j > 0) for i, sample in enumerate(samples)
                 for j, (address, _, where) in enumerate(sample) if where == program}
    files = sources(program, sorted(set(addresses.values())))
    found = Counter()
    for i, sample in enumerate(samples):
        places = (files.get(addresses[i, j], []) if where == program else [f"{symbol} ({where})"]
                  for j, (_, symbol, where) in enumerate(sample))
        found[tuple(place for of_frame in places for place in of_frame)] += 1
    return found


def frame(line):
    """The address, the symbol and the program or library of a line of `perf script`."""
    address, _, rest = line.strip().partition(" ")
    symbol, _, where = rest.rpartition(" (")
    return int(address, 16), symbol, where.removesuffix(")")


def code_above(program):
    """By how much addresses of code are above the places in the file that `perf` prints."""
    headers = subprocess.run(["readelf", "-lW", program], check=True, stdout=subprocess.PIPE, text=True).stdout
    offset, address = re.search(r"LOAD +(0x\w+) (0x\w+) .* R E ", headers).groups()
    return int(address, 16) - int(offset, 16)


def sources(program, addresses):
    """The source files of each address, what was inlined first, without libraries."""
    tool = shutil.which("llvm-addr2line") or "addr2line"
    asked = "".join(f"{address:#x}\n" for address in addresses)
    command = [tool, "--exe", program, "--inlines", "--addresses"]
    lines = subprocess.run(command, input=asked, check=True, stdout=subprocess.PIPE, text=True).stdout
    files, address = {}, None
    for line in lines.splitlines():
        if line.startswith("0x"):
            address = int(line, 16)
        elif not line.startswith("??") and not LIBRARY.search(line):
            files.setdefault(address, []).append(line.rpartition(":")[0])
    return files
