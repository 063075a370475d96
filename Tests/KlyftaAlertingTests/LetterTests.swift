import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct LetterTests {
    private static let noon = CommitTime(milliseconds: 1_793_172_800_000)

    private func events() -> [AlertEvent] {
        var ledger = Ledger()
        for values in [[5, 12], [5, 14], [5, 6], [5, 12], [5, 12, 5], [5, 16, 5]] as [[Double?]] {
            _ = ledger.round([trajectory(values)])
        }
        return ledger.events
    }

    private func letters(_ kind: AlertEvent.Kind) throws -> [Letter] {
        let event = try #require(events().first { $0.kind == kind })
        return Language.allCases.map { Letter(on: event, at: Self.noon, in: $0) }
    }

    @Test(arguments: AlertEvent.Kind.allCases)
    func `every kind has a letter in three languages, with the rule, the limit and the proof`(
        kind: AlertEvent.Kind
    ) throws {
        let letters = try letters(kind)
        #expect(Set(letters.map(\.subject)).count == 3)
        #expect(Set(letters.map(\.sentence)).count == 3)
        for letter in letters {
            #expect(letter.subject.hasSuffix(" r") && !letter.subject.contains("\n"))
            #expect(letter.text.contains("klyfta explain") && letter.text.contains("10"))
            #expect(letter.facts.count == Set(letter.facts.map(\.label)).count, "\(letter.facts.map(\.label))")
        }
    }

    @Test(arguments: [AlertEvent.Kind.amended, .retracted, .restated])
    func `what changes an alert repeats the rule, the old number and the new one`(kind: AlertEvent.Kind) throws {
        let event = try #require(events().first { $0.kind == kind })
        let (old, new) = (try #require(event.was?.measured), try #require(event.alert?.finding.measured))
        for letter in try letters(kind) {
            let text = letter.text.replacing(",", with: ".")
            #expect(text.contains(old.fixed(2)) && text.contains(new.fixed(2)), "\(letter.text)")
        }
    }

    @Test func `the words of one event in English`() throws {
        let event = try #require(events().first { $0.kind == .retracted })
        let letter = Letter(on: event, at: Self.noon, in: .english)
        #expect(letter.subject == "Withdrawn alert: Coverage, small and large, 2011, rule r")
        #expect(
            letter.sentence
                == "The source revised its figures. Coverage: the gap between small and large was 6.00 percentage points "
                + "in 2011 (threshold 10.00). The alert is withdrawn. For 2011 it was said to be 14.00 percentage points, "
                + "now it is 6.00 percentage points.")
        let facts = Dictionary(uniqueKeysWithValues: letter.facts.map { ($0.label, $0.text) })
        #expect(facts["cause"] == "The source revised its figures.")
        #expect(facts["how sure"] == "not tested: two numbers as they are")
        #expect(facts["next step"] == "tell those who have acted on the earlier number")
        #expect(facts["since"] == "2011, detected 2026-10-28")
        #expect(facts["rule"] == "r: above 10.00 percentage points")
        #expect(facts["attribution"] == "Beräknat av Klyfta")
    }

    @Test(arguments: zip(Language.allCases, ["VARFÖR", "HVORFOR", "WHY"]))
    func `the command by which one says that one deals with an alert is whole`(language: Language, why: String) throws {
        let letter = Letter(on: try #require(events().first { $0.kind == .fired }), at: Self.noon, in: language)
        let command = "'klyfta ack r --until next-release --comment \(why)'"
        #expect(letter.facts.contains { $0.text.contains(command) }, "\(letter.text)")
    }

    @Test func `a tested alert says how sure it is, and what of it is that others answered`() throws {
        let way = try #require(wayThrough(shifted([coverageID: [0, 6]]), proven()))
        let event = try #require(Announcement.events(for: [way], rules: [way.rule], known: []).first)
        let facts = Letter(on: event, at: Self.noon, in: .english).facts
        let sure = try #require(facts.first { $0.label == "how sure" })
        #expect(sure.text.contains("confidence") || sure.text.hasPrefix("census"), "\(sure)")
        #expect(facts.contains { $0.label == "cause" && $0.text.hasPrefix("The same municipalities compared") })
    }

    @Test func `a rule that went has a letter too`() {
        var ledger = Ledger()
        _ = ledger.round([12])
        let events = ledger.round([], rules: [])
        let letter = Letter(on: events[0], at: Self.noon, in: .swedish)
        #expect(letter.subject == "Avslutat larm: regel r")
        #expect(letter.sentence.contains("har tagits bort"))
    }

    @Test func `a change that comes later says since when the alert stands`() throws {
        var ledger = Ledger()
        for values in [[5, 12], [5, 12, 5]] as [[Double?]] { _ = ledger.round([trajectory(values)]) }
        let event = try #require(ledger.events.last { $0.kind == .resolved })
        let letter = Letter(on: event, at: Self.noon, in: .swedish)
        #expect(letter.facts.contains { $0.label == "sedan" && $0.text == "2011, upptäckt 2026-10-28" })
    }

    @Test(arguments: Language.allCases)
    func `what an analyst asks comes last, after what to do and where the proof is`(language: Language) throws {
        let letter = try #require(letters(.fired).first { $0.title == coverage().title[language] })
        let labels = letter.facts.map(\.label)
        let proof = try #require(labels.firstIndex { ["belägg", "belegg", "proof"].contains($0) })
        let weight = try #require(labels.firstIndex { ["vikt", "vekt", "weight"].contains($0) })
        #expect(proof < weight)
    }

    @Test func `whatever a name is, every part of a letter is one line of characters that are seen`() {
        let name = "a\r\nb\u{2028}c\u{1B}[31m\u{202E}d\0"
        let letter = Letter(subject: name, sentence: name, facts: [Letter.Fact(label: name, text: name)], title: name)
        let parts =
            [letter.subject, letter.sentence, letter.title ?? ""] + letter.facts.flatMap { [$0.label, $0.text] }
        #expect(parts.allSatisfy { $0 == "a b c [31md" }, "\(parts)")
    }

    @Test(arguments: [
        Letter(subject: "s", sentence: "t"), Letter(subject: "", sentence: "", title: "Täckning"),
        Letter(subject: "s", sentence: "\u{301}t", facts: [Letter.Fact(label: "", text: "")]),
        Letter(
            subject: "s", sentence: "t\u{85}u",
            facts: [Letter.Fact(label: "gap", text: "a\tb"), Letter.Fact(label: "", text: "c")], title: "T"),
    ])
    func `a letter that was written down is the same when it is read`(letter: Letter) throws {
        let read = try JSONDecoder().decode(Letter.self, from: JSONEncoder().encode(letter))
        #expect(read == letter && read.hashValue == letter.hashValue)
        #expect(read.subject == letter.subject && read.sentence == letter.sentence)
        #expect(read.facts == letter.facts && read.title == letter.title)
    }

    @Test func `the parts of a letter come out as they went in`() {
        let facts = [
            Letter.Fact(label: "gap", text: "12"), Letter.Fact(label: "", text: "c"), Letter.Fact(label: "d", text: ""),
        ]
        let letter = Letter(subject: "s", sentence: "t", facts: facts, title: "T")
        #expect(letter.subject == "s" && letter.sentence == "t" && letter.facts == facts && letter.title == "T")
        #expect(Letter(subject: "s", sentence: "t").title == nil && Letter(subject: "s", sentence: "t").facts.isEmpty)
        #expect(letter != Letter(subject: "s", sentence: "t", facts: facts))
    }

    @Test func `the text fits a mail`() throws {
        for letter in try letters(.fired) {
            let lines = letter.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 78 || !$0.contains(" ") }, "\(letter.text)")
        }
    }
}
