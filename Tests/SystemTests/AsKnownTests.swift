import Foundation
import Testing

/// What was known when, and what an office changed since, as the commands tell it.
struct AsKnownTests {
    private let scratch: Scratch
    /// When the figures were first stored, as `revisions` tells it.
    private let first: String
    /// The last moment before the revision was stored.
    private let then: String

    /// A state of 2013 in which the office then raised one small municipality from 38 to 48 in 2013: the gap of
    /// N07900 falls from 12 to 9.5 and undoes its widening.
    init() throws {
        scratch = try Scratch()
        try scratch.prepare(through: 2013)
        #expect(try scratch.once().status == .exited(0))
        let file = "figures/N07900.csv"
        try scratch.write(
            try scratch.read(file).replacingOccurrences(of: "SE-2401,2013,38.0,", with: "SE-2401,2013,48.0,"), to: file)
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.klyfta("revisions", "skl.N07900", "--state", scratch["state"], "--format", "csv")
        let committed = ending.output.split(separator: "\n").map { String($0.prefix { $0 != "," }) }
        (first, then) = (committed[1], try Self.justBefore(committed[committed.count - 1]))
    }

    /// The moment a millisecond before another.
    private static func justBefore(_ moment: String) throws -> String {
        let form = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return try form.parse(moment).addingTimeInterval(-0.001).formatted(form)
    }

    private func klyfta(_ command: String..., asOf: String? = nil) throws -> Ending {
        try scratch.start(
            command + ["--config", scratch["klyfta.yaml"]] + (asOf.map { ["--as-of", $0] } ?? [])
        ).ending()
    }

    @Test(arguments: [
        (["gaps", "skl.N07900", "--format", "csv", "--between", "0-9999,100000+"], "12.0", "9.5"),
        (["profile", "skl.N07900", "--format", "csv"], "38.0,38.0", "40.5,40.5"),
        (["alerts", "--format", "csv"], "b-level,firing", "b-level,retracted"),
        (["alerts", "--history"], "a-widened", "a-widened"),
        (["explain", "b-level"], "b-level is firing", "b-level is retracted"),
        (["explain", "--measure", "d", "skl.N07900", "2013", "--between", "0-9999,100000+"], "38", "40.5"),
        (["sources"], "fresh", "fresh"),
        (["sources", "--indicators"], "skl.N07900", "skl.N07900"),
        (["evaluate", "--dry-run"], "4 firing", "2 firing"),
        (["history", "b-level"], "fired", "retracted"),
        (["outbox", "list"], "sink", "sink"),
        (["acts"], "seq", "seq"),
        (["silence", "list"], "until", "until"),
        (["replay", "--vintages", "real"], "b-level", "retracted b-level"),
    ])
    func `every command answers with what was known then, and without --as-of with what is known now`(
        command: [String], before: String, now: String
    ) throws {
        let (past, present) = (
            try scratch.start(command + ["--config", scratch["klyfta.yaml"], "--as-of", then]).ending(),
            try scratch.start(command + ["--config", scratch["klyfta.yaml"]]).ending()
        )
        #expect(past.status == .exited(0) && present.status == .exited(0), "\(past) \(present)")
        #expect(past.output.contains(before), "\(past.output)")
        #expect(present.output.contains(now), "\(present.output)")
        #expect(before == now || !past.output.contains(now), "\(past.output)")
    }

    @Test func `events that came later are not told as of before`() throws {
        let past = try klyfta("alerts", "--history", asOf: then)
        #expect(!past.output.contains("retracted"), "\(past.output)")
        #expect(try klyfta("alerts", "--history").output.contains("retracted"))
    }

    @Test(arguments: [
        ("2001-01-01", "nothing was stored by then", "Something was first stored at"),
        ("2999-01-01", "has not come yet", "Name an earlier moment"),
        ("yesterday", "moment", "Write a day such as 2026-11-21"),
    ])
    func `a moment of which nothing can be said ends with 64`(moment: String, problem: String, remedy: String) throws {
        for command in [["alerts"], ["gaps", "skl.N07900"], ["sources"], ["revisions", "skl.N07900"]] {
            let ending = try scratch.start(
                command + ["--config", scratch["klyfta.yaml"], "--as-of", moment]
            ).ending()
            #expect(ending.status == .exited(64), "\(ending)")
            #expect(ending.errors.contains(problem) && ending.errors.contains(remedy), "\(ending.errors)")
        }
    }

    @Test func `without a state nothing was known`() throws {
        let ending = try scratch.start(["gaps", "skl.N07900", "--as-of", first]).ending()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains("no state directory is named"), "\(ending.errors)")
    }

    @Test func `revisions name the figure, then and now, and what it did to the gap`() throws {
        let csv = try klyfta("revisions", "skl.N07900", "--format", "csv", "--effect").output.split(separator: "\n")
        #expect(csv.count == 1 + 8 * 4 + 1, "\(csv)")
        let last = csv[csv.count - 1].split(separator: ",", omittingEmptySubsequences: false)
        #expect(last[2...7] == ["2013", "SE-2401", "changed", "38.0", "48.0", "10.0"])
        #expect(last[10...12] == ["12.0", "9.5", "-2.5"])

        let table = try klyfta("revisions", "skl.N07900").output
        #expect(table.contains("SE-2401 38.0 -> 48.0"), "\(table)")
        #expect(table.contains("1 revision of skl.N07900 since \(first)."), "\(table)")
        #expect(try klyfta("revisions", "skl.N07900", asOf: first).output.contains("0 revisions"))
        #expect(try klyfta("revisions", "skl.N90002").output.contains("1 more changed other figures of skl only."))

        let json = try JSONSerialization.jsonObject(
            with: Data(try klyfta("revisions", "skl.N07900", "--format", "json").output.utf8))
        #expect((json as? [[String: Any]])?.last?["after"] as? String == "48.0")
    }

    @Test(arguments: [
        (["revisions", "skl.N07901"], "Did you mean skl.N07900?"),
        (["revisions", "skl.N07900", "--weight", "inhabitant"], "only with --effect"),
    ])
    func `a wrong word about revisions ends with 64`(command: [String], remedy: String) throws {
        let ending = try scratch.start(command + ["--config", scratch["klyfta.yaml"]]).ending()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains(remedy), "\(ending.errors)")
    }
}
