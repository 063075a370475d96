import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Synchronization
import Testing

/// How far an inquiry is, as it is told while it goes on.
struct InquiryTests {
    /// A list first, then one question for each line of it; the question `large` is asked in two parts instead.
    private struct Pages: LiveSource {
        static let id = fake
        static let summary = "pages"
        static let options: [SourceOption] = []
        static let sample = ""
        static let hosts: [HostAllowance] = []
        let names: [String]

        init(_ options: SourceOptions, shipped: DataFolder) throws { names = [] }
        init(_ names: [String]) { self.names = names }

        func plan(after payloads: Payloads) throws -> [FetchRequest] {
            guard payloads["list"] != nil else { return [try request("list", "list", cells: 0)] }
            return try names.filter {
                payloads[$0] == nil && payloads["\($0)/1"] == nil && payloads.lack(of: $0) == nil
            }.map { try request($0, $0.hasPrefix("broken") ? $0 : "data", cells: 10) }
        }

        func isDispensable(_ request: FetchRequest) -> Bool { request.topic != "list" }

        func instead(
            of refused: FetchRequest, refused fault: FetchFault, after payloads: Payloads
        ) throws -> [FetchRequest] {
            try (1...2).map { try request("\(refused.name)/\($0)", "data", cells: 5) }
        }

        func parts(of payloads: Payloads) throws -> [ReleasePart] { [] }

        private func request(_ name: String, _ topic: String, cells: Int) throws -> FetchRequest {
            FetchRequest(name, at: try WebAddress("https://office.example/\(name)"), topic: topic, cells: cells)
        }
    }

    /// An office that takes as long as it takes, and refuses `large`.
    private struct SlowOffice: Fetcher {
        let clock: JumpingClock
        let seconds: @Sendable (String) -> Int64

        func answer(
            to request: FetchRequest, known: Validators?, check: @Sendable ([UInt8]) throws -> Void
        ) async throws -> FetchedAnswer {
            guard request.name != "large" else {
                throw FetchFault(.status(403), at: request.name, "too much", remedy: "Ask for less.")
            }
            if request.name.hasPrefix("broken") {
                throw FetchFault(.status(500), at: request.name, "broken", remedy: "Wait.")
            }
            if request.name == "gone" { throw FetchFault(.network, at: request.name, "nobody there", remedy: "Wait.") }
            try await clock.wait(milliseconds: seconds(request.name) * 1_000)
            return FetchedAnswer(bytes: [123, 125], wireBytes: 7)
        }
    }

    private struct NoStore: PayloadStore {
        func keep(_ bytes: [UInt8]) throws -> String { "" }
        func bytes(of reference: PayloadReference) throws -> [UInt8] { [] }
    }

    private func told(_ names: [String], _ seconds: @escaping @Sendable (String) -> Int64) async throws
        -> [FetchProgress]
    {
        let clock = JumpingClock()
        let inquiry = Inquiry(
            of: Pages(names), by: SlowOffice(clock: clock, seconds: seconds), known: [], store: NoStore(),
            clock: { clock.now() })
        var told: [FetchProgress] = []
        _ = try await inquiry.run(taken: { _ in }, progress: { told.append($0) })
        return told
    }

    @Test func `the time left is what is still to be asked at the pace so far`() async throws {
        let told = try await told(["a", "b", "c", "d"]) { _ in 10 }.filter { !$0.isTopicDone }
        #expect(told.map(\.answered) == [1, 2, 3, 4, 5])
        #expect(told.map(\.planned) == [1, 5, 5, 5, 5], "what the list leads to is known once the list is there")
        #expect(told.map(\.secondsLeft) == [0, 30, 20, 10, 0])
        #expect(told.map(\.cells) == [0, 10, 20, 30, 40])
        #expect(told.map(\.wireBytes) == [7, 7, 14, 21, 28])
    }

    @Test func `an office that becomes slower moves the end away`() async throws {
        let told = try await told(["a", "b", "c"]) { $0 == "a" ? 58 : 2 }.filter { !$0.isTopicDone }
        // 60 s for two, 62 s for three, 64 s for four.
        #expect(told.map(\.secondsLeft) == [0, 60, 21, 0])
    }

    @Test func `a question that is asked in parts counts as its parts`() async throws {
        let told = try await told(["a", "large", "c"]) { _ in 10 }.filter { !$0.isTopicDone }
        #expect(told.map(\.planned) == [1, 4, 5, 5, 5])
        #expect(told.map(\.secondsLeft) == [0, 20, 20, 10, 0])
        #expect(told.map(\.cells) == [0, 10, 15, 20, 30])
    }

    private func answers(_ names: [String]) async throws -> Payloads {
        let clock = JumpingClock()
        return try await Inquiry(
            of: Pages(names), by: SlowOffice(clock: clock) { _ in 1 }, known: [], store: NoStore(),
            clock: { clock.now() }
        ).run(taken: { _ in }, progress: { _ in })
    }

    @Test func `what a source can do without is asked once, and why it did not come is kept`() async throws {
        let payloads = try await answers(["a", "broken1", "b", "broken2", "c"])
        #expect(payloads.map(\.name) == ["list", "a", "b", "c"] && payloads.lacking == ["broken1", "broken2"])
        #expect(payloads.lack(of: "broken1")?.problem == "broken" && payloads.lack(of: "a") == nil)
    }

    @Test func `an office that leaves five questions running without an answer is down`() async throws {
        let four = (1...4).map { "broken\($0)" }
        #expect(try await answers(four + ["a", "broken5"]).lacking.count == 5)
        let fault = await #expect(throws: FetchFault.self) { try await answers(four + ["broken5", "a"]) }
        #expect(fault?.place == "broken5")
    }

    @Test func `where nobody is there, all is given up at once`() async throws {
        let fault = await #expect(throws: FetchFault.self) { try await answers(["a", "gone", "b"]) }
        #expect(fault?.kind == .network)
    }

    @Test func `each topic is told as done once, when nothing more of it is asked`() async throws {
        let told = try await told(["a", "b"]) { _ in 1 }
        #expect(told.filter(\.isTopicDone).map { "\($0.topic) \($0.answered)" } == ["list 1", "data 3"])
    }
}
