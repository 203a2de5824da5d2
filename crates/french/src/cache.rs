//! How a word met before costs nothing: a bounded memory of surface forms.

/// Most words remembered before the cache starts anew. A large UN corpus has some 60,000 distinct spellings.
const MAX_WORDS: usize = 1 << 16;
/// Slots of the hash table, twice the words so that chains stay short.
const SLOTS: usize = MAX_WORDS * 2;
/// Longest surface form remembered, in bytes; longer ones are rare and are worked out each time.
const MAX_SURFACE: usize = 64;

/// What the analysis says of one surface form.
pub(crate) struct Terms<'a> {
    pub(crate) exact: &'a str,
    pub(crate) stem: &'a str,
}

/// One remembered word: three strings end to end in the arena, from `at` on.
struct Entry {
    hash: u64,
    at: u32,
    surface: u8,
    exact: u16,
    stem: u16,
}

/// A map from surface form to terms that never grows beyond its bounds and allocates nothing once it has filled them.
pub(crate) struct Cache {
    /// Index into `entries` plus one; zero is free.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    arena: String,
}

impl Cache {
    /// An empty cache. The table is allocated at once, the words as they come.
    pub(crate) fn new() -> Self {
        Cache { slots: vec![0; SLOTS], entries: Vec::new(), arena: String::new() }
    }

    /// Position of the terms of `surface`, if it was met since the cache last started anew.
    pub(crate) fn find(&self, surface: &str) -> Option<usize> {
        let hash = hash(surface.as_bytes());
        let mut slot = slot_of(hash);
        loop {
            let entry = (self.slots[slot] as usize).checked_sub(1)?;
            let known = &self.entries[entry];
            if known.hash == hash && self.surface(known) == surface.as_bytes() {
                return Some(entry);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Remembers a word not yet known and gives its position; none when it is too long to be kept.
    pub(crate) fn insert(&mut self, surface: &str, exact: &str, stem: &str) -> Option<usize> {
        let length = u8::try_from(surface.len()).ok().filter(|_| surface.len() <= MAX_SURFACE)?;
        let (exact_length, stem_length) = (u16::try_from(exact.len()).ok()?, u16::try_from(stem.len()).ok()?);
        if self.entries.len() == MAX_WORDS {
            self.slots.fill(0);
            self.entries.clear();
            self.arena.clear();
        }
        let hash = hash(surface.as_bytes());
        let at = u32::try_from(self.arena.len()).ok()?;
        let mut slot = slot_of(hash);
        while self.slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        for part in [surface, exact, stem] {
            self.arena.push_str(part);
        }
        self.entries.push(Entry { hash, at, surface: length, exact: exact_length, stem: stem_length });
        self.slots[slot] = u32::try_from(self.entries.len()).ok()?;
        Some(self.entries.len() - 1)
    }

    /// The terms at a position given by `find` or `insert`.
    pub(crate) fn terms(&self, position: usize) -> Terms<'_> {
        let entry = &self.entries[position];
        let exact = entry.at as usize + usize::from(entry.surface);
        let stem = exact + usize::from(entry.exact);
        let end = stem + usize::from(entry.stem);
        Terms { exact: &self.arena[exact..stem], stem: &self.arena[stem..end] }
    }

    fn surface(&self, entry: &Entry) -> &[u8] {
        &self.arena.as_bytes()[entry.at as usize..entry.at as usize + usize::from(entry.surface)]
    }
}

fn slot_of(hash: u64) -> usize {
    // The high bits of a multiplicative hash are the well mixed ones.
    (hash >> (64 - SLOTS.trailing_zeros())) as usize
}

/// Multiply-and-rotate over eight bytes at a time, as in Firefox and rustc: fast on short keys, and the cache holds no
/// promise against chosen collisions that its bounds do not already keep.
fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for &chunk in chunks {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(chunk)).wrapping_mul(K);
    }
    let mut tail = [0; 8];
    tail[..rest.len()].copy_from_slice(rest);
    (hash.rotate_left(5) ^ u64::from_le_bytes(tail)).wrapping_mul(K)
}
