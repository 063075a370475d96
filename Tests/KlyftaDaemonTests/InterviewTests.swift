import Testing

@testable import KlyftaDaemon

/// Somebody who answers with these lines, and what was shown to him.
private final class Answerer {
    private var rest: ArraySlice<String>
    private(set) var shown: [String] = []

    init(_ lines: String...) { rest = lines[...] }

    var interview: Interview {
        Interview(
            ask: { question in
                self.shown.append(question)
                return self.rest.popFirst()
            },
            tell: { self.shown.append($0) })
    }
}

struct InterviewTests {
    @Test func `an empty line is what is usual, and blanks around an answer are none of it`() throws {
        let answerer = Answerer("", "  /srv/k\t")
        let first = try answerer.interview.answer("Where", usual: "/var")
        let second = try answerer.interview.answer("Where", usual: "/var")
        #expect([first, second] == ["/var", "/srv/k"])
        #expect(answerer.shown == ["Where [/var]: ", "Where [/var]: "])
    }

    @Test func `an answer that cannot be used is told why, and asked for again`() throws {
        let answerer = Answerer("8 o'clock", "07:59")
        let time = try answerer.interview.answer(
            "When", usual: "08:20", fault: InitialConfiguration.fault(ofTime:))
        #expect(time == "07:59")
        #expect(
            answerer.shown == ["When [08:20]: ", "'8 o'clock' is no time of day: write it as 08:20", "When [08:20]: "])
    }

    @Test func `what may be left out is left out by an empty line`() throws {
        let answerer = Answerer("", "x")
        let first = try answerer.interview.optional("Whom")
        let second = try answerer.interview.optional("Whom")
        #expect(first == nil && second == "x")
    }

    @Test func `the end of the input is no answer`() {
        #expect(throws: EndedInterview.self) { try Answerer().interview.answer("Where", usual: "/var") }
    }
}

struct InitialConfigurationTests {
    @Test(arguments: ["", "8:20", "24:00", "08:60", "08:20 ", "08.20"])
    func `what is no time of day is told`(text: String) {
        #expect(InitialConfiguration.fault(ofTime: text) != nil)
    }

    @Test(arguments: ["00:00", "08:20", "19:05", "23:59"])
    func `a time of day is taken`(text: String) {
        #expect(InitialConfiguration.fault(ofTime: text) == nil)
    }
}
