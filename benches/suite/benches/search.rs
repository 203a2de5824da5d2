//! What is typed to a query, and a query to hits, by class, on one core and warm.
//!
//! The clauses are those of `$ALINEA_CORPUS`, else invented ones. Each time is of the dozen queries of a class.

use alinea_index::Index;
use alinea_query::{parse, search};
use alinea_suite::queries::{self, Drawn};
use alinea_suite::{invented, scan::Scan};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

/// Clauses that are invented.
const CLAUSES: usize = 20_000;

fn searches(criterion: &mut Criterion) {
    let work = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = std::env::var_os("ALINEA_CORPUS").map(PathBuf::from).unwrap_or_else(|| {
        let folder = work.path().join("invented");
        invented::write(&folder, CLAUSES).expect("resolutions can be written");
        folder
    });
    let path = work.path().join("index");
    alinea_ingest::ingest(&path, &[folder], &alinea_ingest::Options::default(), |_| {}).expect("files can be indexed");
    let index = Index::open(&path).expect("the index can be opened");
    let clauses = queries::clauses(&index).expect("the index can be read");
    let classes = queries::draw(&clauses);
    check(&index, &classes, Scan::new(&clauses));
    drop(clauses);

    let mut group = criterion.benchmark_group("queries");
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let typed: Vec<String> = classes.iter().flat_map(|(_, of_class)| of_class).map(Drawn::typed).collect();
    group.throughput(Throughput::Elements(typed.len() as u64));
    group.bench_function("parsing", |bencher| {
        bencher.iter(|| typed.iter().map(|typed| parse(black_box(typed)).diagnostics.len()).sum::<usize>());
    });
    group.sample_size(10);
    for (name, of_class) in &classes {
        let asked: Vec<_> = of_class.iter().map(|drawn| (parse(&drawn.typed()).query, drawn.options())).collect();
        let answer = || -> u64 {
            let found = asked.iter().map(|(query, options)| search(&index, query, options).map(|found| found.total));
            found.sum::<Result<u64, _>>().expect("the index can be read")
        };
        let expected = answer();
        group.throughput(Throughput::Elements(asked.len() as u64));
        group.bench_function(*name, |bencher| bencher.iter(|| assert_eq!(answer(), expected)));
    }
}

/// Every query finds as many clauses as reading them all does, and what is parsed is printed so that it is read as the same.
fn check(index: &Index, classes: &[(&str, Vec<Drawn>)], mut scan: Scan) {
    for drawn in classes.iter().flat_map(|(_, of_class)| of_class) {
        let query = parse(&drawn.typed()).query;
        assert_eq!(parse(&query.to_string()).query.to_string(), query.to_string(), "{drawn:?}");
        let found = search(index, &query, &drawn.options()).expect("the index can be read").total;
        let bounds = scan.bounds(drawn);
        assert!(found > 0 && bounds.contains(&found), "{drawn:?}: {found} hits, by a scan {bounds:?}");
    }
}

criterion_group!(benches, searches);
criterion_main!(benches);
