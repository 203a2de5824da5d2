import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.tartarus.snowball.ext.FrenchStemmer;

/** Lucene with the parts it comes with. Speaks the protocol of ../run.py. */
public final class Peer {
    private static final int THREADS = 2;
    private static final int BATCH = 1000;
    /** Hits that are counted when only the ten best are sought: Lucene's own default. */
    private static final int COUNTED_BY_DEFAULT = 1000;
    private static final String TEXT = "text";
    private static final String ORGAN = "organ";
    private static final String REFERENCE = "reference";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CharArraySet ARTICLES = new CharArraySet(
            Arrays.asList("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"), true);

    public static void main(String[] arguments) throws Exception {
        try (Directory folder = FSDirectory.open(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "index" -> add(folder, Path.of(arguments[2]));
                case "search" -> serve(folder);
                default -> throw new IllegalArgumentException("expected: index FOLDER CLAUSES, or search FOLDER");
            }
        }
    }

    /** standard, elision, lower case, Snowball French, ASCII folding. */
    private static final class French extends Analyzer {
        private final boolean stems;

        French(boolean stems) {
            this.stems = stems;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            TokenStream tokens = new LowerCaseFilter(new ElisionFilter(words, ARTICLES));
            tokens = stems ? new SnowballFilter(tokens, new FrenchStemmer()) : tokens;
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(tokens));
        }
    }

    /** Adds clauses to the index of the folder, which is made if it is not there. */
    private static void add(Directory folder, Path clauses) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new French(true)).setRAMBufferSizeMB(512);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (IndexWriter writer = new IndexWriter(folder, config);
                BufferedReader lines = Files.newBufferedReader(clauses)) {
            Reader reader = new Reader(lines);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    for (List<String> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
                        for (String line : batch) {
                            writer.addDocument(document(JSON.readTree(line)));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            writer.commit();
        } finally {
            threads.shutdown();
        }
    }

    /** Lines for several threads, some at a time. */
    private record Reader(BufferedReader lines) {
        synchronized List<String> next() throws IOException {
            List<String> batch = new ArrayList<>(BATCH);
            for (String line; batch.size() < BATCH && (line = lines.readLine()) != null; ) {
                batch.add(line);
            }
            return batch;
        }
    }

    private static Document document(JsonNode clause) {
        Document document = new Document();
        document.add(new StoredField(REFERENCE, clause.get(REFERENCE).asText()));
        document.add(new StringField(ORGAN, clause.get(ORGAN).asText(), Field.Store.NO));
        document.add(new TextField(TEXT, clause.get(TEXT).asText(), Field.Store.YES));
        return document;
    }

    /** A query is not answered from the cache of the one before: the others have none. */
    private static void serve(Directory folder) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        try (DirectoryReader reader = DirectoryReader.open(folder);
                Analyzer french = new French(true);
                Analyzer folding = new French(false)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            for (String line; (line = lines.readLine()) != null; ) {
                System.out.println(JSON.writeValueAsString(answer(searcher, JSON.readTree(line), french, folding)));
            }
        }
    }

    private static Map<String, Object> answer(
            IndexSearcher searcher, JsonNode request, Analyzer french, Analyzer folding) throws IOException {
        boolean count = request.get("count").asBoolean();
        boolean marked = request.get("marks").asBoolean();
        long start = System.nanoTime();
        TopScoreDocCollector top = TopScoreDocCollector.create(10, count ? Integer.MAX_VALUE : COUNTED_BY_DEFAULT);
        Query query = query(request, french, folding);
        searcher.search(query, top);
        TopDocs best = top.topDocs();
        Marker marker = marked ? new Marker(query, french) : null;
        List<String> references = new ArrayList<>();
        int marks = 0;
        for (ScoreDoc hit : best.scoreDocs) {
            Document document = searcher.storedFields().document(hit.doc);
            String text = document.get(TEXT);
            references.add(document.get(REFERENCE));
            marks += marked ? marker.mark(text).size() : 0;
        }
        double microseconds = (System.nanoTime() - start) / 1000.0;
        return Map.of("count", best.totalHits.value, "us", microseconds, "references", references, "marks", marks);
    }

    /**
     * Marks in a text what a query sought, as Lucene's highlighters do without stored offsets: the text is analysed again.
     * They are in a jar of their own, which comes with no package that can be had; phrases are marked word by word.
     */
    private static final class Marker extends QueryVisitor {
        private final Analyzer analyzer;
        private final Set<BytesRef> terms = new HashSet<>();
        private final List<ByteRunAutomaton> patterns = new ArrayList<>();

        Marker(Query query, Analyzer analyzer) {
            this.analyzer = analyzer;
            query.visit(this);
        }

        @Override
        public boolean acceptField(String field) {
            return field.equals(TEXT);
        }

        @Override
        public void consumeTerms(Query query, Term... of) {
            for (Term term : of) {
                terms.add(term.bytes());
            }
        }

        @Override
        public void consumeTermsMatching(Query query, String field, Supplier<ByteRunAutomaton> pattern) {
            patterns.add(pattern.get());
        }

        /** From and behind which character. */
        List<int[]> mark(String text) throws IOException {
            List<int[]> marks = new ArrayList<>();
            try (TokenStream stream = analyzer.tokenStream(TEXT, text)) {
                TermToBytesRefAttribute term = stream.addAttribute(TermToBytesRefAttribute.class);
                OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    if (isSought(term.getBytesRef())) {
                        marks.add(new int[] {offset.startOffset(), offset.endOffset()});
                    }
                }
                stream.end();
            }
            return marks;
        }

        private boolean isSought(BytesRef term) {
            return terms.contains(term)
                    || patterns.stream().anyMatch(pattern -> pattern.run(term.bytes, term.offset, term.length));
        }
    }

    private static Query query(JsonNode request, Analyzer french, Analyzer folding) throws IOException {
        List<String> words = new ArrayList<>();
        request.get("words").forEach(word -> words.add(word.asText()));
        Query query = switch (request.get("kind").asText()) {
            case "all" -> each(words, Occur.MUST, french);
            case "any" -> each(words, Occur.SHOULD, french);
            case "phrase" -> phrase(String.join(" ", words), french);
            case "prefix" -> new PrefixQuery(new Term(TEXT, String.join("", tokens(String.join("", words), folding))));
            case "near" -> near(words, request.get("distance").asInt(), french);
            default -> throw new IllegalArgumentException("unknown kind of query");
        };
        if (!request.has("organ")) {
            return query;
        }
        TermQuery organ = new TermQuery(new Term(ORGAN, request.get("organ").asText()));
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(organ, Occur.FILTER).build();
    }

    private static Query each(List<String> words, Occur occur, Analyzer french) throws IOException {
        if (words.size() == 1) {
            return phrase(words.get(0), french);
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            all.add(phrase(word, french), occur);
        }
        return all.build();
    }

    private static Query phrase(String text, Analyzer french) throws IOException {
        List<String> tokens = tokens(text, french);
        return tokens.size() == 1
                ? new TermQuery(new Term(TEXT, tokens.get(0)))
                : new PhraseQuery(TEXT, tokens.toArray(String[]::new));
    }

    private static Query near(List<String> words, int distance, Analyzer french) throws IOException {
        List<IntervalsSource> sources = new ArrayList<>();
        for (String word : words) {
            sources.add(Intervals.phrase(tokens(word, french).toArray(String[]::new)));
        }
        IntervalsSource unordered = Intervals.unordered(sources.toArray(IntervalsSource[]::new));
        return new IntervalQuery(TEXT, Intervals.maxgaps(distance, unordered));
    }

    private static List<String> tokens(String text, Analyzer analyzer) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        }
        return tokens;
    }
}
