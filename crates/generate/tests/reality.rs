//! The words and lengths of the corpus are near those of real resolutions, as the README of the crate tells them.

use alinea_generate::{Generator, Measure};

#[test]
fn words_and_lengths_are_near_those_of_real_resolutions() {
    let generator = Generator::new(1);
    let mut measure = Measure::default();
    for resolution in (0..600).map(|number| generator.resolution(number)) {
        resolution.clauses.iter().for_each(|clause| measure.add(&clause.symbol, &clause.text));
    }
    let figures = measure.figures();
    let near = |value: f64, real: f64, within: f64| (value / real - 1.0).abs() <= within;
    assert!(near(figures.types as f64, 18_800.0, 0.15), "{figures}");
    assert!(near(figures.hapaxes, 0.385, 0.1), "{figures}");
    assert!(near(figures.commonest[0], 0.406, 0.1), "{figures}");
    assert!(near(figures.pairs[0], 0.012, 0.25), "{figures}");
    assert!(near(figures.lengths.0, 65.0, 0.1) && near(figures.lengths.1[1] as f64, 119.0, 0.1), "{figures}");
    assert!(near(figures.clauses.0, 43.0, 0.1), "{figures}");
}
