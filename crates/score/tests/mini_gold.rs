//! A gold of four clauses, and segmentations that depart from it in one way each: every departure must cost.

use alinea_model::{Clause, Footnote, Header, Organ, Part, Resolution, Symbol};
use alinea_score::gold::GoldDocument;
use alinea_score::{ErrorKind, Score, score};
use alinea_segment::{Document, DocumentKind};

const TEXTS: [(Part, &str, &str); 4] = [
    (Part::Preamble, "1", "Rappelant sa résolution 98/4 du 3 mai 2044 relative aux jardins partagés,"),
    (Part::Preamble, "2", "Consciente que les jardins partagés nourrissent aussi le voisinage des villes,"),
    (Part::Operative, "1", "1. Invite les États Membres à ouvrir des jardins partagés dans leurs villes ;"),
    (Part::Operative, "2", "2. Décide de rester saisie de la question des jardins à sa prochaine session."),
];

fn gold() -> GoldDocument {
    let clauses: Vec<String> = TEXTS
        .iter()
        .map(|(part, label, text)| {
            let words: Vec<&str> = text.split(' ').collect();
            let start = words[..7].join(" ");
            let end = words[words.len() - 6..].join(" ");
            let opener = words[usize::from(*part == Part::Operative)];
            let joins =
                if *label == "2" && *part == Part::Operative { r#"["la question | des jardins"]"# } else { "[]" };
            format!(
                r#"{{"part": "{}", "section": null, "label": "{label}", "opener": "{opener}", "start": "{start}",
                    "end": "{end}", "joins": {joins}}}"#,
                part.as_str()
            )
        })
        .collect();
    let document = format!(
        r#"{{"file": "A-RES-99-7.md", "tails": 0, "resolutions": [{{"symbol": "A/RES/99/7",
            "organ": "Assemblée générale", "session": "99", "title": "Jardins partagés", "adopted": null, "issued": null,
            "agenda": null, "provenance": null, "meeting": 12, "annexes": [], "footnotes": 1,
            "clauses": [{}]}}]}}"#,
        clauses.join(",")
    );
    serde_json::from_str(&document).unwrap()
}

fn clause(part: Part, label: &str, text: &str) -> Clause {
    let opener = text.split(' ').nth(usize::from(part == Part::Operative)).map(str::to_owned);
    Clause {
        part,
        preambular: part == Part::Preamble,
        label: Some(label.to_owned()),
        opener,
        text: text.to_owned(),
        ..Clause::default()
    }
}

fn clauses() -> Vec<Clause> {
    TEXTS.iter().map(|(part, label, text)| clause(*part, label, text)).collect()
}

fn document(clauses: Vec<Clause>) -> Document {
    let header = Header {
        symbol: Symbol::parse("A/RES/99/7"),
        organ: Some(Organ::GeneralAssembly),
        session: Some("99".into()),
        title: Some("Jardins  partagés".into()),
        meeting: Some(12),
        ..Header::default()
    };
    let footnotes = vec![Footnote { mark: None, text: "Voir A/98/1.".into() }];
    let resolutions = vec![Resolution { header, clauses, footnotes }];
    Document { kind: DocumentKind::Resolutions, resolutions, ..Document::default() }
}

fn scored(clauses: Vec<Clause>) -> Score {
    score(&gold(), &document(clauses))
}

fn kinds(score: &Score) -> Vec<ErrorKind> {
    score.errors.iter().map(|error| error.kind).collect()
}

#[test]
fn the_gold_itself_scores_full() {
    let score = scored(clauses());
    assert_eq!(score.errors, []);
    assert_eq!((score.clauses.f1(), score.clauses.right), (1.0, 4));
    assert_eq!((score.joins.right, score.joins.total), (1, 1));
    assert_eq!((score.openers.filled.right, score.openers.filled.total), (4, 4));
    assert_eq!(score.header["title"].filled.right, 1);
    assert_eq!((score.header["adopted"].all.right, score.header["adopted"].filled.total), (1, 0));
}

#[test]
fn a_missing_clause_costs() {
    let mut ours = clauses();
    ours.remove(1);
    let score = scored(ours);
    assert_eq!((score.clauses.recall(), score.clauses.precision()), (0.75, 1.0));
    assert_eq!(kinds(&score), [ErrorKind::Missing]);
    assert_eq!(score.openers.filled.right, 3);
}

#[test]
fn an_extra_clause_costs() {
    let mut ours = clauses();
    ours.insert(2, clause(Part::Operative, "1", "Distribution générale, tirage limité"));
    let score = scored(ours);
    assert_eq!((score.clauses.recall(), score.clauses.precision()), (1.0, 0.8));
    assert_eq!(kinds(&score), [ErrorKind::Extra]);
}

#[test]
fn a_merged_clause_costs_twice() {
    let mut ours = clauses();
    let second = ours.remove(1).text;
    ours[0].text = format!("{} {second}", ours[0].text);
    let score = scored(ours);
    assert_eq!((score.clauses.gold, score.clauses.ours, score.clauses.right), (4, 3, 2));
    assert_eq!(kinds(&score), [ErrorKind::Merged]);
}

#[test]
fn a_split_clause_costs() {
    let mut ours = clauses();
    let rest = ours[3].text.split_off("2. Décide de rester saisie de la question".len());
    ours.push(clause(Part::Operative, "2", rest.trim()));
    let score = scored(ours);
    assert_eq!((score.clauses.gold, score.clauses.ours, score.clauses.right), (4, 5, 3));
    assert_eq!(kinds(&score), [ErrorKind::Join, ErrorKind::Split]);
    assert_eq!(score.joins.right, 0);
}

#[test]
fn a_join_with_something_left_in_it_is_not_repaired() {
    let mut ours = clauses();
    ours[3].text = ours[3].text.replace("question des", "question 3 des");
    let score = scored(ours);
    assert_eq!((score.joins.right, kinds(&score)), (0, vec![ErrorKind::Join]));
}

#[test]
fn part_section_label_start_and_end_all_count() {
    type Change = fn(&mut Clause);
    let changes: [(ErrorKind, Change); 5] = [
        (ErrorKind::Part, |clause| clause.part = Part::Embedded),
        (ErrorKind::Section, |clause| clause.section = Some("II".into())),
        (ErrorKind::Label, |clause| clause.label = Some("3".into())),
        (ErrorKind::Start, |clause| clause.text.insert_str(0, "Page 3 ")),
        (ErrorKind::End, |clause| clause.text.push_str(" 12e séance")),
    ];
    for (kind, change) in changes {
        let mut ours = clauses();
        change(&mut ours[2]);
        let score = scored(ours);
        assert_eq!((score.clauses.right, kinds(&score)), (3, vec![kind]), "{kind:?}");
    }
}

#[test]
fn a_resolution_under_another_symbol_is_missing_and_extra() {
    let mut other = document(clauses());
    other.resolutions[0].header.symbol = Symbol::parse("A/RES/99/8");
    let score = score(&gold(), &other);
    assert_eq!((score.clauses.gold, score.clauses.ours, score.clauses.right), (4, 4, 0));
    assert_eq!(kinds(&score).iter().filter(|kind| **kind == ErrorKind::Extra).count(), 4);
    assert_eq!(score.header["title"].filled.right, 0);
}

#[test]
fn annexes_are_compared_by_their_number_of_paragraphs() {
    let mut gold = gold();
    gold.resolutions[0].annexes = vec![serde_json::from_str(r#"{"title": "Annexe", "paragraphs": 2}"#).unwrap()];
    let mut annexed = clause(Part::Annex, "1", "1. Les jardins sont ouverts.");
    annexed.annex = Some("Annexe".into());
    let mut ours = clauses();
    ours.push(annexed.clone());
    let short = score(&gold, &document(ours.clone()));
    assert_eq!((short.annexes.right, kinds(&short)), (0, vec![ErrorKind::Annex]));
    ours.push(annexed);
    assert_eq!(score(&gold, &document(ours)).annexes.right, 1);
}
