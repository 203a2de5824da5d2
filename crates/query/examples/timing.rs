//! throwaway
use std::io::BufRead;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let index = alinea_index::Index::open(a[1].as_ref()).unwrap();
    let rounds: usize = a[3].parse().unwrap();
    let only = a.get(4).cloned();
    let lines: Vec<(String, String, String)> = std::io::BufReader::new(std::fs::File::open(&a[2]).unwrap())
        .lines()
        .map(|l| {
            let l = l.unwrap();
            let mut p = l.split('\t').map(str::to_owned);
            (p.next().unwrap(), p.next().unwrap(), p.next().unwrap_or_default())
        })
        .collect();
    let mut all = std::collections::BTreeMap::<String, Vec<(f64, f64, f64, String, u64)>>::new();
    for (class, q, organ) in &lines {
        if only.as_ref().is_some_and(|o| !class.starts_with(o.as_str())) {
            continue;
        }
        let mut best = [f64::MAX; 3];
        let mut total = 0;
        for _ in 0..rounds {
            for (i, (group, limit)) in [(true, 10), (false, 10), (false, 0)].into_iter().enumerate() {
                let t = std::time::Instant::now();
                let query = alinea_query::parse(q).query;
                let filter = (!organ.is_empty()).then(|| alinea_query::parse(&format!("organe:\"{organ}\"")).query);
                let o = alinea_query::Options { filter, group, limit, ..Default::default() };
                let r = alinea_query::search(&index, &query, &o).unwrap();
                total = r.total;
                let us = t.elapsed().as_nanos() as f64 / 1000.;
                if us < best[i] {
                    best[i] = us
                }
            }
        }
        all.entry(class.clone()).or_default().push((best[0], best[1], best[2], q.clone(), total));
    }
    for (c, mut v) in all {
        let med = |i: usize| {
            let mut x: Vec<f64> = v.iter().map(|t| [t.0, t.1, t.2][i]).collect();
            x.sort_by(f64::total_cmp);
            (x[x.len() / 2], x[x.len() - 1])
        };
        println!("{c}: grouped {:?} plain {:?} count {:?}", med(0), med(1), med(2));
        if only.is_some() {
            v.sort_by(|a, b| a.0.total_cmp(&b.0));
            for t in v {
                println!("   {:.0} {:.0} {:.0} {} {}", t.0, t.1, t.2, t.3, t.4)
            }
        }
    }
}
