//! How a word met before costs nothing: a bounded memory of surface forms.

/// Slots of a new table.
const MIN_SLOTS: usize = 1 << 10;
/// Most slots of a table. Half of them are filled before the cache starts anew: a large UN corpus has some 60,000
/// distinct spellings.
const MAX_SLOTS: usize = 1 << 17;
/// Longest surface form remembered, in bytes; longer ones are rare and are worked out each time.
const MAX_SURFACE: usize = 64;

/// What the analysis says of one surface form.
pub(crate) struct Terms<'a> {
    pub(crate) exact: &'a str,
    pub(crate) stem: &'a str,
}

/// One remembered word: surface, exact form and stem end to end in the arena, from `at` on. Without surface, a free slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u64,
    at: u32,
    surface: u8,
    exact: u16,
    stem: u16,
}

/// A map from surface form to terms that never grows beyond its bounds and allocates nothing once it has filled them.
pub(crate) struct Cache {
    /// Open addressing with linear probing; the length is a power of two, and at least half of the slots are free.
    slots: Vec<Slot>,
    words: usize,
    arena: String,
}

impl Cache {
    /// An empty cache.
    pub(crate) fn new() -> Self {
        Cache { slots: vec![Slot::default(); MIN_SLOTS], words: 0, arena: String::new() }
    }

    /// Slot of `surface`, if it was met since the cache last started anew.
    pub(crate) fn find(&self, surface: &str) -> Option<usize> {
        let hash = hash(surface.as_bytes());
        let mut slot = self.first_slot(hash);
        loop {
            let known = &self.slots[slot];
            if known.hash == hash && self.surface(known) == surface.as_bytes() {
                return Some(slot);
            }
            if known.surface == 0 {
                return None;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Remembers a word that is not known and gives its slot; none when it is too long to be kept.
    pub(crate) fn insert(&mut self, surface: &str, exact: &str, stem: &str) -> Option<usize> {
        let length = u8::try_from(surface.len()).ok().filter(|_| surface.len() <= MAX_SURFACE)?;
        let (exact_length, stem_length) = (u16::try_from(exact.len()).ok()?, u16::try_from(stem.len()).ok()?);
        if self.words * 2 == self.slots.len() {
            self.make_room();
        }
        let at = u32::try_from(self.arena.len()).ok()?;
        for part in [surface, exact, stem] {
            self.arena.push_str(part);
        }
        self.words += 1;
        let hash = hash(surface.as_bytes());
        Some(self.place(Slot { hash, at, surface: length, exact: exact_length, stem: stem_length }))
    }

    /// The terms of a slot given by `find` or `insert`.
    pub(crate) fn terms(&self, slot: usize) -> Terms<'_> {
        let slot = &self.slots[slot];
        let exact = slot.at as usize + usize::from(slot.surface);
        let stem = exact + usize::from(slot.exact);
        let end = stem + usize::from(slot.stem);
        Terms { exact: &self.arena[exact..stem], stem: &self.arena[stem..end] }
    }

    /// Doubles the table, or forgets everything when it has its full size.
    fn make_room(&mut self) {
        if self.slots.len() == MAX_SLOTS {
            self.slots.fill(Slot::default());
            self.arena.clear();
            self.words = 0;
            return;
        }
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        old.into_iter().filter(|slot| slot.surface > 0).for_each(|slot| {
            self.place(slot);
        });
    }

    /// Puts a word into the first free slot of its chain.
    fn place(&mut self, word: Slot) -> usize {
        let mut slot = self.first_slot(word.hash);
        while self.slots[slot].surface > 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = word;
        slot
    }

    /// Where the chain of a hash begins: the high bits of a multiplicative hash are the well mixed ones.
    fn first_slot(&self, hash: u64) -> usize {
        (hash >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    fn surface(&self, slot: &Slot) -> &[u8] {
        &self.arena.as_bytes()[slot.at as usize..slot.at as usize + usize::from(slot.surface)]
    }
}

/// Multiply-and-rotate over eight bytes at a time, as in Firefox and rustc: fast on short keys, and the cache holds no
/// promise against chosen collisions that its bounds do not already keep. The last step may read bytes twice, which is
/// cheaper than to copy a tail of varying length.
fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    let mut mix = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(K);
    let (chunks, rest) = bytes.as_chunks::<8>();
    chunks.iter().for_each(|&chunk| mix(u64::from_le_bytes(chunk)));
    if rest.is_empty() {
        return hash;
    }
    if let Some(&last) = bytes.last_chunk::<8>() {
        mix(u64::from_le_bytes(last));
    } else if let (Some(&first), Some(&last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        mix(u64::from(u32::from_le_bytes(first)) << 32 | u64::from(u32::from_le_bytes(last)));
    } else {
        // One to three bytes: first, middle and last say all.
        let [first, middle, last] = [bytes[0], bytes[bytes.len() / 2], bytes[bytes.len() - 1]].map(u64::from);
        mix(first << 16 | middle << 8 | last);
    }
    hash
}
