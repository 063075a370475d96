import KlyftaAlerting
import KlyftaModel
import Testing

/// Alerts about sources: what looks at them come to.
struct SourceNewsTests {
    /// A look, in a word: `ok`, or what is wrong.
    private static func look(_ word: String, at day: Int) -> SourceLook {
        let trouble = SourceTrouble(rawValue: word)
        return SourceLook(
            at: CommitTime(milliseconds: Int64(day) * 86_400_000), trouble,
            isDelivering: ["ok", "withdrawn"].contains(word),
            message: LocalizedText(sv: "läget är \(word).", nb: "tilstanden er \(word).", en: "it is \(word)."),
            newestPeriod: "2025", succeeded: CommitTime(milliseconds: 0), vintage: String(repeating: "ab", count: 32))
    }

    /// What is told while an office does one thing after the other, a day each; whoever looks remembers as the store does.
    private static func story(_ words: [String]) -> [String] {
        var known: [SourceEpisode] = []
        return words.indices.flatMap { day in
            let looks = (max(0, day - 1)...day).map { look(words[$0], at: $0) }
            let events = SourceNews.events(of: ["skl": looks], known: known)
            known = known.filter { episode in !events.contains { $0.trouble == episode.trouble } }
            known += events.map {
                SourceEpisode(
                    source: $0.source, trouble: $0.trouble, number: $0.episode,
                    began: looks[looks.count - 1].moment, isOpen: $0.kind == .fired)
            }
            return events.map { "\(day) \($0.trouble.alertName) \($0.kind) \($0.episode)" }
        }
    }

    @Test(arguments: [
        (["ok", "ok"], []),
        (["ok", "late", "late", "ok"], ["1 KlyftaSourceLate fired 1", "3 KlyftaSourceLate resolved 1"]),
        (
            ["late", "ok", "late"],
            ["0 KlyftaSourceLate fired 1", "1 KlyftaSourceLate resolved 1", "2 KlyftaSourceLate fired 2"]
        ),
        // One answer that does not come is none; a second one is.
        (["ok", "failing", "ok", "failing"], []),
        (["failing", "failing", "ok"], ["1 KlyftaSourceFailing fired 1", "2 KlyftaSourceFailing resolved 1"]),
        // In another trouble it is not well: nobody is told that it is.
        (
            ["late", "stale", "partial", "ok"],
            [
                "0 KlyftaSourceLate fired 1", "1 KlyftaSourceStale fired 1", "2 KlyftaSourcePartial fired 1",
                "3 KlyftaSourceLate resolved 1", "3 KlyftaSourceStale resolved 1", "3 KlyftaSourcePartial resolved 1",
            ]
        ),
        // An office that takes figures back has answered.
        (
            ["partial", "withdrawn", "ok"],
            [
                "0 KlyftaSourcePartial fired 1", "1 KlyftaSourcePartial resolved 1", "1 KlyftaSourceWithdrawn fired 1",
                "2 KlyftaSourceWithdrawn resolved 1",
            ]
        ),
        (["suspect", "changed-shape"], ["0 KlyftaSourceSuspect fired 1", "1 KlyftaSourceChangedShape fired 1"]),
    ])
    func `an alert about a source fires once and is over when it delivers again`(words: [String], told: [String]) {
        #expect(Self.story(words) == told)
    }

    @Test func `an alert about a source that is not watched any more is closed`() throws {
        let open = SourceEpisode(
            source: "gone", trouble: .stale, number: 3, began: CommitTime(milliseconds: 0), isOpen: true)
        let event = try #require(SourceNews.events(of: ["skl": []], known: [open]).first)
        #expect(event.kind == .resolved && event.episode == 3 && event.reason == "source-removed")
        #expect(event.references == ["\(SourceTrouble.stale.alertID(of: "gone"))-3-fired"])
        #expect(SourceNews.events(of: ["gone": []], known: [open]).isEmpty, "nothing seen resolves nothing")
    }

    @Test func `a look that is taken again after a crash says the same under the same id`() {
        let looks = ["skl": [Self.look("stale", at: 1)]]
        let (one, other) = (SourceNews.events(of: looks, known: []), SourceNews.events(of: looks, known: []))
        #expect(one == other && one.map(\.id) == ["\(SourceTrouble.stale.alertID(of: "skl"))-1-fired"])
        #expect(
            SourceTrouble.stale.alertID(of: "skl")
                == Fingerprint(of: ["alertname": "KlyftaSourceStale", "source": "skl"]).description)
    }

    @Test(arguments: SourceTrouble.allCases)
    func `the letter says what is missing, since when and what to do, in three languages`(trouble: SourceTrouble) throws
    {
        let looks = [Self.look(trouble.rawValue, at: 20_000), Self.look(trouble.rawValue, at: 20_001)]
        let event = try #require(SourceNews.events(of: ["skl": looks], known: []).first)
        let noon = CommitTime(milliseconds: 20_001 * 86_400_000 + 43_200_000)
        let letters = Language.allCases.map { Letter(on: event, at: noon, in: $0) }
        #expect(Set(letters.map(\.subject)).count == 3 && Set(letters.map(\.sentence)).count == 3)
        for letter in letters {
            #expect(letter.subject.contains(trouble.alertName) && letter.subject.contains("skl"))
            #expect(letter.sentence.contains(trouble.rawValue))
            for word in ["2024-10-05", "2025", "1970-01-01T00:00Z", "'klyfta ", event.id, "abababababab"] {
                #expect(letter.text.contains(word), "\(word)")
            }
            #expect(letter.facts.count == Set(letter.facts.map(\.label)).count)
        }
    }

    @Test func `the letter on its end says since when it was and that nothing is to be done`() throws {
        let open = SourceEpisode(
            source: "skl", trouble: .late, number: 1, began: CommitTime(milliseconds: 20_000 * 86_400_000), isOpen: true
        )
        let event = try #require(SourceNews.events(of: ["skl": [Self.look("ok", at: 20_003)]], known: [open]).first)
        let letter = Letter(on: event, at: CommitTime(milliseconds: 20_003 * 86_400_000), in: .english)
        #expect(letter.sentence == "The source skl delivers again. it is ok.")
        #expect(letter.facts.first { $0.label == "since" }?.text == "2024-10-04, over on 2024-10-07")
        #expect(letter.facts.first { $0.label == "next step" }?.text == "none")
    }

    @Test func `a route and a silence on a source mean its own alerts too`() throws {
        let event = try #require(SourceNews.events(of: ["skl": [Self.look("stale", at: 1)]], known: []).first)
        let record = AlertRecord(event, at: CommitTime(milliseconds: 0), in: .english)
        #expect(LabelMatch(["source": ["skl"]]).covers(record))
        #expect(!LabelMatch(["source": ["ssb"]]).covers(record))
        #expect(LabelMatch(["rule": ["klyfta-source"], "severity": ["warning"]]).covers(record))
    }
}
