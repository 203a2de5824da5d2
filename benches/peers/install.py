"""Brings the peers into a folder outside the repository. One that cannot be had is named, with the reason."""

import glob
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
DEBIAN_PYTHON = "/usr/bin/python3"


class Missing(Exception):
    """Why a peer cannot be had."""


@dataclass
class Peer:
    """A program that speaks the protocol of run.py."""

    name: str
    command: list
    environment: dict = field(default_factory=dict)


def default_cache():
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "alinea-peers")


def install(cache):
    """The peers that can be had, and those that cannot, by name with the reason."""
    peers, missing = [], {}
    for name, installer in [("tantivy", tantivy), ("SeekStorm", seekstorm), ("Lucene", lucene), ("SQLite FTS5", sqlite),
                            ("Xapian", xapian), ("ripgrep", ripgrep)]:
        try:
            peers.append(installer(name, cache))
        except (Missing, OSError, subprocess.SubprocessError) as error:
            missing[name] = str(error)
    return peers, missing


def target():
    """Where cargo builds."""
    return os.path.abspath(os.environ.get("CARGO_TARGET_DIR") or os.path.join(REPOSITORY, "target"))


def alinea():
    """The program `alinea` of this repository."""
    return build(REPOSITORY, target(), "alinea")


def crate(name, cache):
    """A crate beside this file, built."""
    return build(os.path.join(HERE, name), os.path.join(cache, "target"), "peer-" + name)


def build(folder, target, program, *options):
    """A program of the crate in a folder."""
    run(["cargo", "build", "--release", "--quiet", "--locked", "--target-dir", target, *options], folder)
    return os.path.join(target, "release", program)


def alinea_library(cache):
    return Peer("Alinea", [crate("alinea", cache)])


def tantivy(name, cache):
    return Peer(name, [crate("tantivy", cache)])


def seekstorm(name, cache):
    return Peer(name, [crate("seekstorm", cache)])


def lucene(name, cache):
    folder = os.path.join(cache, "lucene")
    jar = os.path.join(folder, "lucene.jar")
    if not os.path.exists(jar):
        fetch_lucene(folder, jar)
    java = jdk(cache)
    source = os.path.join(HERE, "lucene", "Peer.java")
    run([os.path.join(java, "javac"), "-cp", jar, "-d", folder, source])
    path = os.pathsep.join([jar, folder])
    options = ["-Xshare:auto", "-Xms2g", "-Xmx2g", "-Djava.util.logging.config.file=/dev/null"]
    return Peer(name, [os.path.join(java, "java"), *options, "-cp", path, "Peer"])


def fetch_lucene(folder, jar):
    """Lucene 9.9.1 lies in the source distribution of pyserini 1.6.0."""
    os.makedirs(folder, exist_ok=True)
    run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "pyserini==1.6.0"])
    (archive,) = glob.glob(os.path.join(folder, "pyserini-1.6.0.tar.gz"))
    with tarfile.open(archive) as files:
        member = next(member for member in files if member.name.endswith("-fatjar.jar"))
        with open(jar + ".part", "wb") as out:
            shutil.copyfileobj(files.extractfile(member), out)
    os.rename(jar + ".part", jar)
    os.remove(archive)


def jdk(cache):
    """The folder of `java` and `javac`: this machine's, else Debian's."""
    found = shutil.which("javac")
    if found and shutil.which("java"):
        return os.path.dirname(found)
    root = debian(cache, "openjdk-17-jdk-headless", "openjdk-17-jre-headless")
    found = glob.glob(os.path.join(root, "usr/lib/jvm/java-17-openjdk-*/bin"))
    if not found:
        raise Missing("no Java, and none in Debian's package")
    return found[0]


def sqlite(name, cache):
    import sqlite3

    try:
        sqlite3.connect(":memory:").execute("create virtual table t using fts5(x)")
    except sqlite3.OperationalError as error:
        raise Missing(f"Python's sqlite3: {error}") from error
    return Peer(name, [sys.executable, os.path.join(HERE, "sqlite_peer.py")])


def xapian(name, cache):
    root = debian(cache, "python3-xapian", "libxapian30")
    environment = {
        "PYTHONPATH": os.path.join(root, "usr/lib/python3/dist-packages"),
        "LD_LIBRARY_PATH": glob.glob(os.path.join(root, "usr/lib/*-linux-gnu"))[0],
    }
    run([DEBIAN_PYTHON, "-c", "import xapian"], environment=environment)
    return Peer(name, [DEBIAN_PYTHON, os.path.join(HERE, "xapian_peer.py")], environment)


def ripgrep(name, cache):
    program = shutil.which("rg") or os.path.join(debian(cache, "ripgrep"), "usr/bin/rg")
    return Peer(name, [sys.executable, os.path.join(HERE, "ripgrep_peer.py")], {"RIPGREP": program})


def debian(cache, *packages):
    """A folder with the files of Debian's packages, unpacked, not installed."""
    root = os.path.join(cache, packages[0])
    if os.path.exists(root):
        return root
    if not shutil.which("apt-get"):
        raise Missing(f"needs Debian's {packages[0]}, and there is no apt-get")
    part = root + ".part"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    try:
        run(["apt-get", "download", "--quiet", *packages], part)
    except Missing:
        run(["apt-get", "update", "--quiet"])
        run(["apt-get", "download", "--quiet", *packages], part)
    for archive in glob.glob(os.path.join(part, "*.deb")):
        run(["dpkg", "--extract", archive, part])
        os.remove(archive)
    os.rename(part, root)
    return root


def run(command, folder=None, environment=None):
    """Runs a command, and says what it said if it fails."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | (environment or {}), text=True, capture_output=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no message"]
        raise Missing(f"`{os.path.basename(command[0])} {command[1]}` failed: {said[-1]}")
