//! References to clauses, words that are nowhere, and queries no one can mean.

use crate::common::{Chance, Filed, index, resolutions};
use alinea_index::{Index, Record, Writer};
use alinea_model::{Clause, Footnote, Header, Part, Resolution, Symbol, assign_references};
use alinea_query::{Error, Options, parse, search, show};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

fn resolution(symbol: Option<&str>, name: &str, texts: &[(Part, Option<&str>, &str)]) -> Filed {
    let clauses = texts.iter().map(|&(part, label, text)| Clause {
        part,
        preambular: part == Part::Preamble,
        label: label.map(str::to_owned),
        text: text.to_owned(),
        chapeau: label.is_some_and(|label| label.contains(')')).then_some(1),
        ..Clause::default()
    });
    let header = Header { symbol: symbol.and_then(Symbol::parse), ..Header::default() };
    let footnotes = vec![Footnote { mark: Some("1".into()), text: "A/66/454".into() }];
    let mut resolution = Resolution { header, clauses: clauses.collect(), footnotes };
    assign_references(&mut resolution, name);
    Filed { file: format!("/textes/{name}.txt"), resolution }
}

fn sample(folder: &Path) -> Index {
    use Part::{Operative, Preamble};
    let texts = [
        resolution(
            Some("A/RES/66/122"),
            "a",
            &[
                (Preamble, Some("1"), "Rappelant la Charte,"),
                (Operative, Some("1"), "1. Prie les États :"),
                (Operative, Some("1 a)"), "a) De lutter contre l’exclusion;"),
            ],
        ),
        resolution(Some("A/HRC/RES/66/122"), "b", &[(Operative, Some("9"), "9. Décide de la résolution 66/122;")]),
        resolution(
            None,
            "HRI-CORE, Sénégal",
            &[(Operative, Some("1"), "1. Le pays;"), (Operative, Some("2"), "2. Paix;")],
        ),
    ];
    index(folder, &texts)
}

#[test]
fn a_number_that_is_printed_is_meant_before_one_that_is_not() {
    let text = |label: Option<&str>, text: &str| Clause {
        part: Part::Embedded,
        label: label.map(str::to_owned),
        text: text.to_owned(),
        ..Clause::default()
    };
    let clauses = vec![text(None, "Nous voulons la paix."), text(Some("1"), "1. Nous la voulons durable.")];
    let header = Header { symbol: Symbol::parse("A/RES/70/1"), ..Header::default() };
    let mut resolution = Resolution { header, clauses, footnotes: Vec::new() };
    assign_references(&mut resolution, "a");
    let references = resolution.clauses.iter().map(|clause| clause.reference.as_str()).collect::<Vec<_>>();
    assert_eq!(references, ["A/RES/70/1, texte incorporé, par. [1]", "A/RES/70/1, texte incorporé, par. 1"]);
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &[Filed { file: "/textes/a.txt".into(), resolution }]);
    assert_eq!(show(&index, "70/1, par. 1").unwrap().clauses, [1]);
    assert_eq!(show(&index, "A/RES/70/1, texte incorporé, par. [1]").unwrap().clauses, [0]);
}

#[test]
fn references_name_clauses_and_resolutions() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    let shown = show(&index, "66/122").unwrap();
    assert!(shown.whole);
    assert_eq!(shown.clauses, [0, 1, 2]);
    assert_eq!(shown.resolution.footnotes.len(), 1);
    assert_eq!(shown.others, ["A/HRC/RES/66/122"]);
    assert_eq!(show(&index, "66/122, par. 1 a)").unwrap().clauses, [2]);
    assert_eq!(show(&index, "a-res-66-122 al. 1").unwrap().clauses, [0]);
    let other = show(&index, "66/122, par. 9").unwrap();
    assert_eq!(other.resolution.header.symbol, Symbol::parse("A/HRC/RES/66/122"));
    assert_eq!(other.others, ["A/RES/66/122"]);
    let named = show(&index, "hri-core, senegal").unwrap();
    assert_eq!((named.whole, named.clauses), (true, vec![0, 1]));
    assert_eq!(show(&index, "HRI-CORE, Sénégal, par. 2").unwrap().clauses, [1]);
}

#[test]
fn what_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    for typed in ["", ",", "exclusion", "hri-core", "…"] {
        assert!(matches!(show(&index, typed), Err(Error::NotAReference { .. })), "{typed}");
    }
    let error = show(&index, "70/1, par. 2").unwrap_err().to_string();
    assert!(error.starts_with("no resolution A/RES/70/1 or A/HRC/RES/70/1 in the index"), "{error}");
    for typed in ["66/122, par. 77", "HRI-CORE, Sénégal, par. 3"] {
        assert!(matches!(show(&index, typed), Err(Error::NoSuchClause { .. })), "{typed}");
    }
}

#[test]
fn words_that_are_nowhere_are_named_where_nothing_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    let absent = |typed: &str, exact| {
        let options = Options { exact, group: false, ..Options::default() };
        let results = search(&index, &parse(typed).query, &options).unwrap();
        assert_eq!(results.total, 0);
        results.absent.into_iter().map(|absent| (absent.word, absent.span.from, absent.span.to)).collect::<Vec<_>>()
    };
    let word = |word: &str, from, to| (word.to_owned(), from, to);
    assert_eq!(absent("charte d'Oupsala", false), [word("Oupsala", 7, 16)]);
    assert_eq!(absent("« la charte oubliée » xyz", false), [word("oubliée", 0, 21), word("xyz", 22, 25)]);
    assert_eq!(absent("exclusions", true), [word("exclusions", 0, 10)]);
    assert_eq!(absent("\"charte la\"", false), []);
    assert_eq!(absent("70/1", false), [word("70/1", 0, 4)]);
    assert_eq!(absent("", false), []);
}

#[test]
fn what_holds_a_query_back_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    let results = search(&index, &parse("exclusion lutter oubli").query, &Options::default()).unwrap();
    let without: Vec<_> = results.without.iter().map(|without| (without.operand.as_str(), without.total)).collect();
    assert_eq!(without, [("exclusion", 0), ("lutter", 0), ("oubli", 1)]);
    let results = search(&index, &parse("exclusoin").query, &Options::default()).unwrap();
    assert_eq!(results.absent[0].near, ["exclusion"]);
    assert_eq!(results.without, []);
}

#[test]
fn of_a_thousand_words_that_are_nowhere_each_is_named_soon() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    let letter = |n: u32| char::from_u32('a' as u32 + n % 26).unwrap();
    let typed: String = (0..495).map(|n| format!("exclusoin zq{}{} ", letter(n / 26), letter(n))).collect();
    let started = std::time::Instant::now();
    let results = search(&index, &parse(&typed).query, &Options::default()).unwrap();
    assert_eq!(results.absent.len(), 990);
    assert!(results.absent.iter().step_by(2).all(|absent| absent.near == ["exclusion"]));
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn words_are_met_by_chapeau_and_title_when_the_clause_says_something() {
    let mut text = resolution(
        Some("A/RES/70/9"),
        "d",
        &[
            (Part::Preamble, Some("1"), "Rappelant la Charte,"),
            (Part::Operative, Some("1"), "1. Prie le Secrétaire général :"),
            (Part::Operative, Some("1 a)"), "a) De rendre compte;"),
        ],
    );
    text.resolution.header.title = Some("Désarmement nucléaire".into());
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &[text]);
    let found = |typed: &str| {
        let results = search(&index, &parse(typed).query, &Options::default()).unwrap();
        results.hits.iter().map(|hit| hit.place).collect::<Vec<_>>()
    };
    assert_eq!(found("désarmement \"prie le Secrétaire général\""), [1]);
    assert_eq!(found("désarmement compte prie"), [2]);
    assert_eq!(found("désarmement"), [] as [u32; 0]);
    assert_eq!(found("désarmement nucléaire"), [] as [u32; 0]);
    assert_eq!(found("\"secrétaire général de rendre\""), [2]);
    assert_eq!(found("\"secrétaire général a de rendre\""), [] as [u32; 0]);
    assert_eq!(found("compte SAUF désarmement"), [2]);
    assert_eq!(found("titre:désarm* SAUF secrétaire"), [0, 2]);
}

#[test]
fn a_symbol_finds_what_mentions_it_before_what_is_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let index = sample(folder.path());
    for typed in ["66/122", "A/RES/66/122"] {
        let results = search(&index, &parse(typed).query, &Options::default()).unwrap();
        let found: Vec<_> = results.hits.iter().map(|hit| hit.reference.as_str()).collect();
        assert_eq!(found[0], "A/HRC/RES/66/122, par. 9", "{typed}");
        assert_eq!(found[1..], ["A/RES/66/122, al. 1 du préambule", "A/RES/66/122, par. 1", "A/RES/66/122, par. 1 a)"]);
    }
    let results = search(&index, &parse("66/122 exclusion").query, &Options::default()).unwrap();
    assert_eq!((results.total, results.hits[0].place), (1, 2));
}

#[test]
fn an_empty_index_answers() {
    let folder = tempfile::tempdir().unwrap();
    Writer::open(folder.path(), 1).unwrap().commit().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(search(&index, &parse("\"la paix\"").query, &Options::default()).unwrap().total, 0);
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    let empty = Record::new("/textes/v.txt", 0, "v", &Resolution::default()).unwrap();
    writer.add_record(&empty).unwrap();
    writer.commit().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(search(&index, &parse("paix 66/122").query, &Options::default()).unwrap().total, 0);
    assert_eq!(show(&index, "v").unwrap().clauses, [] as [usize; 0]);
}

/// An index the noise below is thrown at, with the folder it lives in.
static NOISY: LazyLock<(tempfile::TempDir, Index)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &resolutions(&mut Chance(3), 30));
    (folder, index)
});

proptest! {
    #[test]
    fn noise_never_panics(
        typed in r#"([a-zé' "«»“”„’/().,\-\\*?0-9A-Z]|de|la |66/122|1325 \(2000\)|\PC|\x00|\u{301}){0,60}"#,
        exact: bool,
        limit in 0..5_usize,
        offset in 0..5_usize,
    ) {
        let index = &NOISY.1;
        let parsed = parse(&typed);
        let results = search(index, &parsed.query, &Options { exact, limit, offset, group: false, ..Options::default() }).unwrap();
        prop_assert!(results.hits.len() <= limit && results.exact_total <= results.total);
        for hit in &results.hits {
            let marked = hit.highlights.windows(2).all(|pair| pair[0].to <= pair[1].from);
            prop_assert!(marked && hit.highlights.iter().all(|h| hit.text.get(h.from_byte..h.to_byte).is_some()));
        }
        let _ = show(index, &typed);
    }
}
