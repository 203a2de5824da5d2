//! throwaway
fn main() {
    let i = alinea_index::Index::open(std::env::args().nth(1).unwrap().as_ref()).unwrap();
    for (t, n) in i.terms(i.fields().text).unwrap() {
        println!("{}\t{n}", t.replace('\u{2}', "\t"));
    }
}
