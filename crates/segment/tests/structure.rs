//! How texts in the shapes of real resolutions are read: one small document a rule, in our own words.

use alinea_model::{Clause, Part};
use alinea_segment::{Document, DocumentKind, LeftoverKind, segment};

fn read(body: &str) -> Document {
    segment(
        "A-RES-99-1",
        &format!(
            "Résolution adoptée par l'Assemblée générale le 3 mars 2045\n\n99/1. Jardins\n\nL'Assemblée générale,\n\n{body}"
        ),
    )
}

/// `dispositif II 3 a) <Prie>` for each clause: part, section, label, opener.
fn outline(document: &Document) -> Vec<String> {
    let line = |clause: &Clause| {
        let part =
            if clause.part == Part::Preamble || clause.part == Part::Operative { "" } else { clause.part.as_str() };
        let kind = if clause.preambular { "al" } else { "par" };
        let opener = clause.opener.as_ref().map(|opener| format!("<{opener}>"));
        let pieces = [part, clause.section.as_deref().unwrap_or(""), kind, clause.label.as_deref().unwrap_or("-")];
        let pieces = pieces.into_iter().map(str::to_owned).chain(opener).filter(|piece| !piece.is_empty());
        pieces.collect::<Vec<_>>().join(" ")
    };
    document.resolutions.iter().flat_map(|resolution| resolution.clauses.iter().map(line)).collect()
}

fn texts(document: &Document) -> Vec<&str> {
    document.resolutions.iter().flat_map(|r| r.clauses.iter().map(|clause| clause.text.as_str())).collect()
}

#[test]
fn a_paragraph_cut_by_a_page_is_rejoined() {
    let document = read(
        "Rappelant les jardins de la Com›\n\n\\_\\_\\_\\_\n\n1 Voir A/98/12.\n\n44-12345 (F)\n\n<!-- image -->\n\nmission 1 , et leurs arbres,\n\n- 1. Prie les maires de planter\n\nDistr. générale 7 mars 2045\n\n- des arbres ;\n",
    );
    assert_eq!(
        texts(&document),
        ["Rappelant les jardins de la Commission, et leurs arbres,", "1. Prie les maires de planter des arbres ;"]
    );
    let resolution = &document.resolutions[0];
    assert!(resolution.clauses.iter().all(|clause| clause.joins.len() == 1));
    assert_eq!(resolution.footnotes.len(), 1);
    assert_eq!(resolution.header.issued.unwrap().to_string(), "2045-03-07");
}

/// What stands between two pages, with a note and a running symbol.
const PAGE: &str = "\n\n\\_\\_\\_\\_\n\n1 Voir A/98/12.\n\n<!-- image -->\n\nA/RES/99/1\n\n";

/// Reads paragraphs of which the first is cut by a page (`‖`); the last ends the preamble or the text as a rule does.
fn rejoined(paragraph: &str) -> String {
    let end =
        if paragraph.ends_with(',') { "Notant l'hiver,\n\n1. Décide d'attendre." } else { "2. Décide d'attendre." };
    let document = read(&format!("{}\n\n{end}", paragraph.replace(" ‖ ", PAGE)));
    texts(&document)[0].to_owned()
}

#[test]
fn the_rest_of_a_paragraph_is_no_furniture() {
    for paragraph in [
        // No session line.
        "1. Décide d'examiner la question des jardins à sa ‖ soixantième session, au titre de la question intitulée « Arbres » ;",
        "1. Prie les maires de lui rendre compte à sa soixantième ‖ session des jardins plantés ;",
        // No adoption line.
        "Rappelant les jardins, ainsi que la ‖ résolution adoptée par l'Assemblée générale sur les arbres,",
        // No symbol of the page, no citation.
        "1. Salue les jardins de la ville (voir ‖ A/98/393), et leurs arbres ;",
        "1. Salue les jardins de la ville ‖ (voir A/98/393) et leurs arbres ;",
        "1. Prend acte du ‖ rapport du Secrétaire général ;",
        // No number of a paragraph, a page or a treaty, no note that counts on.
        "Rappelant la résolution ‖ 98/248 du 3 mai 2044,",
        "Rappelant la résolution 9824 ‖ (2044) du Conseil de sécurité, relative aux arbres,",
        "1. Prie les maires de planter à compter du 28 mars ‖ 2045.",
        "1. Salue les jardins plantés le ‖ 2 mai 2044 par les élèves ;",
    ] {
        assert_eq!(rejoined(paragraph), paragraph.replace(" ‖ ", " "));
    }
}

#[test]
fn the_name_of_an_organ_that_ends_a_paragraph_begins_no_text() {
    let document = read(&format!(
        "1. Décide d'attendre.\n\n63e séance plénière\n2 septembre 2044\n\nAnnexe\n\n1. Les maires plantent avec{PAGE}la Conférence des Parties.\n\n2. Les élèves arrosent."
    ));
    assert_eq!(texts(&document)[1], "1. Les maires plantent avec la Conférence des Parties.");
    assert_eq!(outline(&document), ["par 1 <Décide>", "annex par 1", "annex par 2"]);
}

#[test]
fn furniture_after_a_word_that_takes_a_number_stays_furniture() {
    let document = read(
        "Rappelant la résolution\n\n2/9\n\n44-12345 (F)\n\nA/RES/99/1\n\n98/248 du 3 mai 2044,\n\n1. Décide d'attendre.",
    );
    assert_eq!(texts(&document)[0], "Rappelant la résolution 98/248 du 3 mai 2044,");
    let note = read(
        "Rappelant les arbres de la\n\n\\_\\_\\_\\_\n\n1 Voir A/98/12.\n\n2 Ibid.\n\nville,\n\n1. Décide d'attendre.",
    );
    assert_eq!(texts(&note)[0], "Rappelant les arbres de la ville,");
    assert_eq!(note.resolutions[0].footnotes.len(), 2);
}

#[test]
fn a_line_that_begins_with_a_number_goes_on_with_the_line_before() {
    let document = read(
        "1. Salue les jardins que les élèves de la ville ont plantés dans les cours le 18\nmars et au plus tard, pour ceux des écoles de la campagne, le 28 novembre\n2044, ainsi que les arbres des places et des rues qui leur ont été donnés le\n12 mai, comme le veut pour toutes les villes la résolution\n98/248\n\n3\n\nA/RES/99/1\n\ndu 3 mai 2044 ;\n\n2. Décide d'attendre.",
    );
    let text = texts(&document)[0];
    assert!(text.contains("le 18 mars et") && text.contains("28 novembre 2044, ainsi"), "{text}");
    assert!(text.ends_with("le 12 mai, comme le veut pour toutes les villes la résolution 98/248 du 3 mai 2044 ;"));
}

#[test]
fn a_mark_at_the_head_of_a_page_is_taken_out() {
    assert_eq!(
        rejoined("1. Salue les jardins du Secrétaire général ‖ 2 , et leurs arbres ;"),
        "1. Salue les jardins du Secrétaire général, et leurs arbres ;"
    );
}

#[test]
fn an_opener_is_read_over_the_end_of_a_page() {
    let document = read(&format!(
        "1. Prend note{PAGE}avec satisfaction des jardins ;\n\n2. Se déclare profondément{PAGE}préoccupée par l'hiver ;\n\n3. Prie{PAGE}les maires de planter."
    ));
    assert_eq!(
        outline(&document),
        ["par 1 <Prend note avec satisfaction>", "par 2 <Se déclare profondément préoccupée>", "par 3 <Prie>"]
    );
}

#[test]
fn the_date_of_the_closing_line_is_no_note() {
    let document = segment(
        "A-RES-99-1",
        "99/1. Jardins\n\nL'Assemblée générale,\n\nRappelant ses jardins,\n\n1 Voir A/98/12.\n\n1. Décide d'attendre.\n\n63e séance plénière\n2 septembre 2044",
    );
    let resolution = &document.resolutions[0];
    assert_eq!(resolution.footnotes.len(), 1);
    assert_eq!(resolution.header.adopted.unwrap().to_string(), "2044-09-02");
}

#[test]
fn sub_paragraphs_nest_under_their_chapeau() {
    let document = read(
        "1. Prie :\n\na) Les maires :\n\ni) De planter ;\n\nii) D'arroser ;\n\nb) Les élèves ;\n\net les invite à revenir.\n\n2. Décide d'attendre.",
    );
    assert_eq!(
        outline(&document),
        ["par 1 <Prie>", "par 1 a)", "par 1 a) i)", "par 1 a) ii)", "par 1 b)", "par -", "par 2 <Décide>"]
    );
    let chapeaux: Vec<_> = document.resolutions[0].clauses.iter().map(|clause| clause.chapeau).collect();
    assert_eq!(chapeaux, [None, Some(0), Some(1), Some(1), Some(0), Some(0), None]);
}

#[test]
fn items_without_labels_are_clauses_and_names_are_not() {
    let list = read(
        "1. Charge le Comité des tâches suivantes :\n\n- l'entretien des jardins de toutes les écoles de la ville ;\n- la distribution des semences aux élèves et à leurs maîtres ;\n\n2. Décide d'attendre.",
    );
    assert_eq!(outline(&list), ["par 1 <Charge>", "par -", "par -", "par 2 <Décide>"]);
    let names = read("1. Nomme membres du Comité :\n\n- M. Paul Dupré,\n- Mme Anne Vial ;\n\n2. Décide d'attendre.");
    assert_eq!(texts(&names)[0], "1. Nomme membres du Comité : M. Paul Dupré, Mme Anne Vial ;");
}

#[test]
fn openers_decide_before_numbers() {
    let numbered = read("1. Rappelant ses jardins,\n\n2. Prie les maires de planter.");
    assert_eq!(outline(&numbered), ["al 1 <Rappelant>", "par 2 <Prie>"]);
    let single = read("Rappelant ses jardins,\n\nDécide de planter.");
    assert_eq!(outline(&single), ["al 1 <Rappelant>", "par - <Décide>"]);
    let slip = read(
        "Rappelant ses jardins,\n\nConstate que les arbres manquent,\n\nNotant l'hiver,\n\n1. Prie les maires de planter.",
    );
    assert_eq!(outline(&slip), ["al 1 <Rappelant>", "al 2 <Constate>", "al 3 <Notant>", "par 1 <Prie>"]);
    let lost = read("1. Prie les maires de planter ;\n\n- Décide d'attendre ;\n\n3. Invite les élèves.");
    assert_eq!(outline(&lost), ["par 1 <Prie>", "par - <Décide>", "par 3 <Invite>"]);
}

#[test]
fn sections_have_preambles_and_numbers_of_their_own() {
    let document = read(
        "I\n\nPremier rapport\n\nRappelant ses jardins,\n\n1. Prend acte du rapport ;\n\n## II\n\n## Demande de subvention pour les écoles\n\nAyant examiné la demande,\n\n1. Approuve la demande.",
    );
    assert_eq!(
        outline(&document),
        ["I al 1 <Rappelant>", "I par 1 <Prend acte>", "II al 1 <Ayant examiné>", "II par 1 <Approuve>"]
    );
    let references: Vec<_> = document.resolutions[0].clauses.iter().map(|clause| clause.reference.as_str()).collect();
    assert_eq!(references[3], "A/RES/99/1, sect. II, par. 1");
    let headings = read(
        "1. Prie les maires ;\n\n## Arbres fruitiers\n\n2. Invite les élèves ;\n\nMethodes\n\n3. Décide d'attendre.",
    );
    assert_eq!(outline(&headings), ["par 1 <Prie>", "Arbres fruitiers par 2 <Invite>", "Methodes par 3 <Décide>"]);
}

#[test]
fn parts_are_resolutions_of_their_own() {
    let text = "99/2. Jardins\n\nA\n\nARBRES\n\nL'Assemblée générale,\n\n1. Prie les maires.\n\n7e séance plénière 3 mars 2045\n\nB\n\nFLEURS\n\nL'Assemblée générale,\n\n1. Invite les élèves.\n\n8e séance plénière 4 mars 2045";
    let document = segment("A-RES-99-2-A-B", text);
    let headers: Vec<_> = document
        .resolutions
        .iter()
        .map(|r| (r.header.symbol.as_ref().unwrap().as_str(), r.header.title.as_deref(), r.header.meeting))
        .collect();
    assert_eq!(
        headers,
        [("A/RES/99/2 A", Some("Jardins. ARBRES"), Some(7)), ("A/RES/99/2 B", Some("Jardins. FLEURS"), Some(8))]
    );
}

#[test]
fn texts_inside_and_after_are_told_apart() {
    let draft = segment(
        "E-RES-2044-1",
        "2044/1. Jardins\n\nLe Conseil économique et social\n\nRecommande à l'Assemblée générale d'adopter le projet de résolution suivant :\n\nL'Assemblée générale,\n\nConsciente des saisons,\n\n1. Prie les maires.",
    );
    assert_eq!(outline(&draft), ["par - <Recommande>", "embedded al 1 <Consciente>", "embedded par 1 <Prie>"]);
    let declaration = read(
        "Adopte la déclaration suivante :\n\n## Déclaration sur les jardins\n\nNous, maires des villes, sommes réunis.\n\n1. Nous décidons de planter.",
    );
    assert_eq!(outline(&declaration), ["par - <Adopte>", "embedded par -", "embedded par 1 <Nous décidons>"]);
    let annex = read(
        "1. Adopte le plan annexé.\n\n5e séance plénière 3 mars 2045\n\nAnnexe\n\nPlan des jardins\n\nI. Arbres\n\n1. Les arbres sont plantés en rang.\n\n2. Ils sont arrosés.",
    );
    assert_eq!(outline(&annex), ["par 1 <Adopte>", "annex I par 1", "annex I par 2"]);
}

#[test]
fn quoted_paragraphs_stay_with_the_clause_that_quotes_them() {
    let document = read(
        "1. Décide de modifier le règlement comme suit :\n\n« 1. Les jardins sont ouverts.\n\n2. Ils ferment le soir. » ;\n\n2. Prie les maires d'en informer les élèves.",
    );
    assert_eq!(outline(&document), ["par 1 <Décide>", "par 2 <Prie>"]);
    assert!(texts(&document)[0].ends_with("Ils ferment le soir. » ;"));
}

#[test]
fn several_resolutions_and_the_tail_of_another_stand_on_an_old_page() {
    let text = "de planter des arbres dans les jardins;\n\n4. Prie les maires d'arroser.\n\n97e seance pleniere 3 mars 1975\n\n3501 (XXX). Jardins d'ecole\n\nL' Assemblee generate,\n\nRappe/ant ses jardins,\n\n- l. Prie les maires de plan› ter;\n\n97e seance pleniere 3 mars 1975\n\n3502 (XXX). Vergers\n\nL'Assemblee generale,\n\nN otant l'hiver,\n";
    let document = segment("A-RES-3501(XXX)", text);
    let symbols: Vec<_> = document.resolutions.iter().map(|r| r.header.symbol.as_ref().unwrap().as_str()).collect();
    assert_eq!(symbols, ["A/RES/3501 (XXX)", "A/RES/3502 (XXX)"]);
    assert_eq!(outline(&document), ["al 1 <Rappe/ant>", "par 1 <Prie>", "al 1 <Notant>"]);
    assert_eq!(texts(&document)[1], "l. Prie les maires de planter;");
    assert_eq!(document.leftovers.iter().filter(|left| left.kind == LeftoverKind::Tail).count(), 3);
}

#[test]
fn what_is_no_resolution_says_so() {
    let document = segment("RAPPORT", "## Rapport annuel\n\nLes jardins vont bien.\n\n1. Ils sont nombreux.");
    assert_eq!(document.kind, DocumentKind::Other);
    assert!(document.resolutions.is_empty());
}

#[test]
fn the_vote_and_the_session_of_a_council_are_read() {
    let text = "## Conseil des droits de l'homme\n\nQuatre-vingt-dix-huitième session\n\nPoint 3 de l'ordre du jour\n\nRésolution adoptée par le Conseil des droits de l'homme le 3 mars 2045\n\n98/16\n\nJardins\n\nLe Conseil des droits de l'homme,\n\nGuidé par la Charte,\n\n1. Invite les maires.\n\n30 séance 3 mars 2045 [Adoptée par 33 voix contre 3, avec 11 abstentions.]";
    let header = &segment("A-HRC-RES-98-16", text).resolutions[0].header;
    assert_eq!(header.symbol.as_ref().unwrap().as_str(), "A/HRC/RES/98/16");
    assert_eq!(
        (header.session.as_deref(), header.agenda.as_deref(), header.meeting),
        (Some("98"), Some("3"), Some(30))
    );
    assert_eq!(header.vote.as_deref(), Some("Adoptée par 33 voix contre 3, avec 11 abstentions."));
}

#[test]
fn targets_and_rules_are_paragraphs_by_their_decimal_numbers() {
    let document = read(
        "1. Adopte les objectifs joints en annexe.\n\nAnnexe\n\nObjectifs pour les jardins\n\n1. Les objectifs sont les suivants.\n\n\
         ## Objectif 1. Planter partout\n\n- 1.1 D'ici à 2050, planter un arbre par habitant\n- 1.2 Arroser les jeunes arbres, y compris :\n\n\
         a) Les pommiers ;\n\nb) Les poiriers.\n\n- 1.a Accroître les moyens des jardiniers\n\nObjectif 2. Récolter pour tous\n\n\
         - 2.1 Porter la récolte à\n\n1.5 million de tonnes\n\n2.1.1 Proportion de fruits mangés\n\n\
         2. Remplacer le paragraphe 4.5 par le suivant :\n\n«4.5 On continuera de planter.»\n",
    );
    assert_eq!(
        outline(&document)[1..],
        [
            "annex par 1",
            "annex Objectif 1. Planter partout par 1.1",
            "annex Objectif 1. Planter partout par 1.2",
            "annex Objectif 1. Planter partout par 1.2 a)",
            "annex Objectif 1. Planter partout par 1.2 b)",
            "annex Objectif 1. Planter partout par 1.a",
            "annex Objectif 2. Récolter pour tous par 2.1",
            "annex Objectif 2. Récolter pour tous par 2.1.1",
            "annex Objectif 2. Récolter pour tous par 2",
            "annex Objectif 2. Récolter pour tous par -",
        ]
    );
    assert!(texts(&document).iter().any(|text| text.ends_with("à 1.5 million de tonnes")), "{:?}", texts(&document));
    let of_resolution = outline(&read(
        "1. Prie les maires d'agir.\n\n1.1 Prie les maires de planter.\n\n2. Décide de planter\n\n2.5 Arbres par habitant.\n",
    ));
    assert_eq!(of_resolution, ["par 1 <Prie>", "par 1.1 <Prie>", "par 2 <Décide>"]);
}

#[test]
fn articles_are_sections_by_which_their_paragraphs_are_cited() {
    let document = read(
        "1. Adopte la charte dont le texte figure en annexe.\n\nAnnexe\n\nCharte des jardins\n\n\
         Les villes proclament la charte ci-après :\n\n## Article premier\n\n- Tout jardin est ouvert à tous.\n\n\
         CHAPITRE II\n\nArticle 2\n\n## Arrosage\n\n1. Les jardins sont arrosés.\n\n2. L'eau est partagée.\n\n\
         ## Article 3 Récoltes\n\nLes fruits sont :\n\na) Cueillis ;\n\nb) Partagés.\n\n\
         ## Article 4\n\n1. Les haies sont basses.\n\n2. Elles sont vives.\n\n1. Les villes font rapport.\n\n\
         2. Le rapport est public.\n\n## Article 6\n\nLa charte est déposée.\n\nElle est publiée.\n\n\
         Article 6 bis\n\nElle reste ouverte.\n",
    );
    let clauses = &document.resolutions[0].clauses;
    let cited: Vec<(&str, &str)> = clauses[2..]
        .iter()
        .map(|clause| {
            let reference = clause.reference.strip_prefix("A/RES/99/1, annexe, ").unwrap();
            (reference, clause.section.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        cited,
        [
            ("art. 1", "Article premier"),
            ("art. 2, par. 1", "Article 2 Arrosage"),
            ("art. 2, par. 2", "Article 2 Arrosage"),
            ("art. 3", "Article 3 Récoltes"),
            ("art. 3 a)", "Article 3 Récoltes"),
            ("art. 3 b)", "Article 3 Récoltes"),
            ("art. 4, par. 1", "Article 4"),
            ("art. 4, par. 2", "Article 4"),
            // The heading between them was lost.
            ("art. [5], par. 1", "[Article 5]"),
            ("art. [5], par. 2", "[Article 5]"),
            ("art. 6, par. [1]", "Article 6"),
            ("art. 6, par. [2]", "Article 6"),
            ("art. 6 bis", "Article 6 bis"),
        ]
    );
    assert!(clauses.iter().all(|clause| clause.chapeau.is_none_or(|above| clauses[above].section == clause.section)));
}

#[test]
fn what_stands_between_two_numbered_paragraphs_of_a_text_is_part_of_the_first() {
    let document = read(
        "1. Adopte le pacte dont le texte figure en annexe.\n\nAnnexe\n\nPacte des jardins\n\n## Objectif 1\n\n\
         17. Nous plantons.\n\nAfin de planter, nous puiserons dans ces actions :\n\na) Bêcher ;\n\nb) Semer.\n\n\
         ## Objectif 2\n\n18. Nous arrosons.\n\nL'eau est partagée.\n\nElle est propre.\n\n19. Nous récoltons.\n\n\
         Rien ne suit ici.\n",
    );
    let clauses = &document.resolutions[0].clauses;
    let cited: Vec<&str> =
        clauses[1..].iter().map(|clause| &clause.reference["A/RES/99/1, annexe, ".len()..]).collect();
    let expected = [
        "par. 17",
        "par. 17, suite",
        "par. 17 a)",
        "par. 17 b)",
        "par. 18",
        "par. 18, suite",
        "par. 18, suite (2)",
        "par. 19",
        "par. [20]",
    ];
    assert_eq!(cited, expected);
    let chapeaux: Vec<Option<usize>> = clauses[1..].iter().map(|clause| clause.chapeau).collect();
    assert_eq!(chapeaux, [None, Some(1), Some(2), Some(2), None, Some(5), Some(5), None, None]);
}

#[test]
fn a_numeral_may_have_a_stop_and_a_dash() {
    let document = read(
        "Notant les jardins,\n\n1. Décide de les ouvrir.\n\n## I.- Jardins du nord\n\n1. Décide de les arroser.\n\n\
         ## II.- Jardins du sud\n\nNotant la sécheresse,\n\n1. Décide de les ombrager.\n",
    );
    assert_eq!(
        outline(&document),
        ["al 1 <Notant>", "par 1 <Décide>", "I par 1 <Décide>", "II al 1 <Notant>", "II par 1 <Décide>"]
    );
}

#[test]
fn in_scanned_pages_a_number_that_is_read_as_a_letter_keeps_its_place() {
    let paragraphs = "l. Prie les maires de planter.\n\n2. Note les arbres.\n\n3. Loue les jardiniers.\n\n4. Remercie\n\n\
         S. E. M. Poirier.\n\nS. Décide de se réunir.\n\n6. Prie les élèves d'aider.";
    // The hyphen that scanners leave where a line ends.
    let scanned = format!("Notant l'état des jar›\ndins,\n\n{paragraphs}");
    let numbers = |body: &str| {
        let document = read(body);
        let clauses = document.resolutions[0].clauses.iter().filter(|clause| !clause.preambular);
        clauses.filter_map(|clause| clause.label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&scanned), ["1", "2", "3", "4", "5", "6"]);
    assert!(!numbers(paragraphs).contains(&"5".to_owned()));
}

#[test]
fn a_label_that_stands_alone_is_that_of_the_text_after_it() {
    let document = read(
        "1. Prie les maires :\n\na)\n\nDe planter ;\n\nb). D'arroser ;\n\n2.\n\n- a) Loue les jardiniers ;\n- b) Loue les élèves.\n\n3.. Décide d'attendre.\n\n4.\n\nde plus.\n",
    );
    assert_eq!(
        outline(&document),
        ["par 1 <Prie>", "par 1 a)", "par 1 b)", "par 2 a) <Loue>", "par 2 b)", "par 3 <Décide>"]
    );
    assert_eq!(texts(&document)[1], "a) De planter ;");
    assert_eq!(document.resolutions[0].clauses[1].lines, (9, 11));
}
