"""Which stage a sample belongs to."""

import re

KERNEL = "kernel: files and pages"
OTHER = "other"
#: The first pattern that is found in the path of the source file decides.
STAGES = [
    ("reading files", r"crates/ingest/src/(read|walk)|/walkdir-|/blake3-"),
    ("decoding", r"crates/segment/src/decode|/encoding_rs-|/unicode-normalization-"),
    ("segmentation", r"crates/segment/|crates/model/"),
    ("analysis", r"crates/french/|/rust-stemmers-|crates/index/src/(terms|common)"),
    ("compression", r"/zstd|/lz4|/brotli"),
    ("records", r"tantivy-[\d.]+/src/store|/serde|/jiff-|/ryu-|/itoa-|/zmij-|crates/index/src/(record|pack|store)"),
    ("positions", r"tantivy-[\d.]+/src/positions"),
    ("postings: decoding", r"/bitpacking-|src/postings/(compression|block_segment|segment_postings|skip)"),
    ("postings: collecting, writing", r"tantivy-[\d.]+/src/(postings|indexer|fieldnorm)|/tantivy-stacker|crates/index/src/(inver|lists|entry)"),
    ("dictionary", r"/tantivy-fst|/tantivy-sstable|tantivy-[\d.]+/src/termdict|crates/query/src/(dictionary|beginning|forms)\b"),
    ("columns", r"/tantivy-columnar|/tantivy-bitpacker|tantivy-[\d.]+/src/fastfield"),
    ("parsing, planning", r"crates/query/src/(lex|parse|query|field|plan|pairs|word|resolve|diagnostic)\b"),
    ("matching", r"crates/query/src/(window|lists|source|chapeaux|titles|lengths|postings|occurrence|said|clauses|run|spans)\b|crates/index/src/runs"),
    ("scoring", r"crates/query/src/(score|nearness)\b|crates/index/src/statistics"),
    ("top", r"crates/query/src/(top|merge|grouping)\b|crates/index/src/(wordings|columns)"),
    ("reading hits", r"crates/query/src/(read|hit)\b"),
    ("highlighting", r"crates/query/src/highlight\b"),
]
ALL = [KERNEL, *(stage for stage, _ in STAGES), OTHER]


def of(stack):
    """The stage of a sample: that of the innermost place which belongs to one. So what allocates, copies, sorts and hashes
    belongs to the stage that asks for it."""
    if stack and "([kernel" in stack[0]:
        return KERNEL
    return next((stage for place in stack for stage, pattern in STAGES if re.search(pattern, place)), OTHER)
