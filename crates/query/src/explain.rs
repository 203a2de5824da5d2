//! A query in words.

use crate::{Field, Query};

/// Says how a query was understood, in French, one operand a line and what belongs to it set in below.
///
/// ```
/// use alinea_query::{explain, parse};
///
/// let told = explain(&parse("paix SAUF (guerre OU =conflits)").query);
/// assert_eq!(told, "\
/// toutes ces conditions :
///   le mot « paix », sous toutes ses formes
///   sauf :
///     l'une de ces conditions :
///       le mot « guerre », sous toutes ses formes
///       le mot « conflits », sous cette forme
/// ");
/// ```
pub fn explain(query: &Query) -> String {
    let mut out = String::new();
    tell(query, 0, &mut out);
    out
}

fn tell(query: &Query, depth: usize, out: &mut String) {
    let form = |exact: bool| if exact { "cette forme" } else { "toutes ses formes" };
    let (line, inner): (String, &[Query]) = match query {
        Query::All(operands) if operands.is_empty() => ("rien à chercher".to_owned(), &[]),
        Query::All(operands) => ("toutes ces conditions :".to_owned(), operands),
        Query::Any(operands) => ("l'une de ces conditions :".to_owned(), operands),
        Query::Not(operand) => ("sauf :".to_owned(), std::slice::from_ref(operand)),
        Query::Word { text, exact: false, .. } if text.contains(['*', '?']) => {
            (format!("un mot de la forme « {text} »"), &[])
        }
        Query::Word { text, exact, .. } => (format!("le mot « {text} », sous {}", form(*exact)), &[]),
        Query::Fuzzy { text, distance, .. } => {
            let letters = if *distance == 1 { "une lettre" } else { "deux lettres" };
            (format!("le mot « {text} », à {letters} près"), &[])
        }
        Query::Phrase { text, exact, slop: None, .. } => {
            (format!("la suite de mots « {text} », sous {}", form(*exact)), &[])
        }
        Query::Phrase { text, exact, slop: Some(slop), .. } => {
            let form = form(*exact);
            (format!("les mots « {text} », sous {form}, dans tout ordre, {slop} autres au plus entre eux"), &[])
        }
        Query::Near { operands, links } => {
            let each: Vec<String> = links
                .iter()
                .map(|link| {
                    let order = if link.ordered { "dans cet ordre" } else { "dans tout ordre" };
                    format!("{} mots au plus entre deux, {order}", link.distance)
                })
                .collect();
            (format!("proches l'un du suivant ({}) :", each.join(" ; ")), operands)
        }
        Query::Field { field: Field::Title, text, .. } => (format!("dans le titre, la suite de mots « {text} »"), &[]),
        Query::Field { field, text, .. } => (format!("{} : « {text} »", field.name()), &[]),
        Query::Symbol { symbols, .. } => {
            let names: Vec<&str> = symbols.iter().map(|symbol| symbol.as_str()).collect();
            (format!("la résolution {}, citée ou elle-même", names.join(" ou ")), &[])
        }
    };
    out.push_str(&"  ".repeat(depth));
    out.push_str(&line);
    out.push('\n');
    inner.iter().for_each(|operand| tell(operand, depth + 1, out));
}
