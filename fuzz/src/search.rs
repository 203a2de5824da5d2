//! A query of any kind, with any options, over a small index.

use super::scene::Scene;
use alinea_index::Index;
use alinea_query::{Facet, Hit, Options, Query, Results, Sort, parse, search as find, show, spread};

const FACETS: [Facet; 5] = [Facet::Organ, Facet::Year, Facet::Session, Facet::Part, Facet::Verb];

thread_local! {
    static INDEX: (Scene, Index) = {
        let scene = Scene::new();
        let index = scene.open();
        (scene, index)
    };
}

/// Searches for the second line of the input with the options that are in the characters of the first, the third line
/// being the filter; shows the second line as a reference.
pub fn search(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.splitn(3, '\n');
    let options = options(lines.next().unwrap_or_default().as_bytes());
    let typed = lines.next().unwrap_or_default();
    let query = parse(typed).query;
    let filter = lines.next().map(|typed| parse(typed).query);
    INDEX.with(|(_, index)| {
        check(index, &query, &Options { filter, ..options });
        let _ = show(index, typed);
    });
}

/// Options by the bits of some bytes.
fn options(bytes: &[u8]) -> Options {
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
    let bit = |at: usize| byte(0) >> at & 1 == 1;
    Options {
        exact: bit(0),
        group: bit(1),
        references: bit(2),
        explain: bit(3),
        sort: [Sort::Score, Sort::Oldest, Sort::Newest, Sort::Symbol][byte(1) % 4],
        limit: byte(2) % 16,
        offset: byte(3) % 16,
        ..Options::default()
    }
}

/// Whatever is asked for, it is a stretch of all that is found; and all that is found is what is counted.
fn check(index: &Index, query: &Query, options: &Options) {
    let ask = |options: &Options| find(index, query, options).expect("a sound index");
    let asked = ask(options);
    let all = ask(&Options { limit: usize::MAX, offset: 0, ..options.clone() });
    let each = ask(&Options { limit: usize::MAX, offset: 0, group: false, ..options.clone() });
    let counted = ask(&Options { limit: 0, ..options.clone() });
    for results in [&asked, &all, &each] {
        assert_eq!((results.total, results.exact_total), (counted.total, counted.exact_total), "totals");
        results.hits.iter().for_each(check_hit);
    }
    assert!(counted.hits.is_empty() && counted.exact_total <= counted.total);
    assert_eq!(each.hits.len() as u64, each.total, "every clause is a hit");
    assert!(all.hits.len() as u64 <= all.total, "groups of clauses");
    let stretch = all.hits.iter().skip(options.offset).take(options.limit);
    assert!(stretch.eq(&asked.hits), "hits {} to {} of all", options.offset, options.offset + options.limit);
    if options.group {
        check_groups(&all);
    }
    for spread in spread(index, query, options, &FACETS).expect("a sound index") {
        let sum: u64 = spread.values.iter().map(|(_, count)| count).sum();
        assert_eq!(sum, counted.total, "{:?}", spread.facet);
    }
}

fn check_groups(all: &Results) {
    let count = |hit: &Hit| hit.occurrences.as_ref().map_or(0, |occurrences| occurrences.count);
    assert_eq!(all.hits.iter().map(count).sum::<u64>(), all.total, "the clauses of all groups");
    assert!(all.total == 0 || all.wordings == Some(all.hits.len() as u64), "a hit for every wording");
}

/// What is marked is in the text, in order; the parts of a score are its sum.
fn check_hit(hit: &Hit) {
    let mut end = 0;
    for marked in &hit.highlights {
        assert!(end <= marked.from_byte && marked.from_byte < marked.to_byte, "{}", hit.reference);
        let (before, inside) = (&hit.text[..marked.from_byte], &hit.text[marked.from_byte..marked.to_byte]);
        assert_eq!((before.chars().count(), inside.chars().count()), (marked.from, marked.to - marked.from));
        end = marked.to_byte;
    }
    assert!(hit.score.is_finite() && hit.score >= 0.0, "{}", hit.score);
    let sum: f32 = hit.parts.iter().map(|part| part.value).sum();
    assert!(hit.parts.is_empty() || (sum - hit.score).abs() <= 1e-3 * hit.score.max(1.0), "{sum} {}", hit.score);
}
