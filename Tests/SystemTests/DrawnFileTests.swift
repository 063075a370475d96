import Foundation
import Glibc
import Testing

/// The files that only show what the store knows.
struct DrawnFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// What can become of a file between two rounds.
    enum Damage: CaseIterable {
        case deleted, empty, torn

        func apply(to path: String) throws {
            var status = stat()
            try #require(stat(path, &status) == 0 && status.st_size > 20)
            switch self {
            case .deleted: unlink(path)
            case .empty: truncate(path, 0)
            case .torn: truncate(path, status.st_size - 10)
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `fault 5: a current file that is gone or torn is drawn anew from the store`(damage: Damage) throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        let before = try scratch.read("state/current.json")
        try damage.apply(to: scratch["state/current.json"])
        #expect(try scratch.klyfta("alerts", "--state", scratch["state"]).status == .exited(0))
        #expect(try scratch.once().output.contains("0 announced"))
        #expect(try scratch.alerts(in: scratch.read("state/current.json")) == scratch.alerts(in: before))
    }

    @Test(arguments: Damage.allCases)
    func `fault 5: an alert file that is gone or torn goes on with whole lines, and the store gives all of it back`(
        damage: Damage
    ) throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        try damage.apply(to: scratch["state/alerts.jsonl"])
        try scratch.writeFigures(through: 2014)
        #expect(try scratch.once().status == .exited(0))
        let left = damage == .torn ? Array(Watched.firstEvents.dropLast()) : []
        #expect(try scratch.alertFile().map(\.name) == left + Watched.secondEvents)

        let back = "klyfta export jsonl --state \(scratch["state"]) > \(scratch["state/alerts.jsonl"])"
        #expect(try scratch.shell(back).status == .exited(0))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents + Watched.secondEvents)
        #expect(try scratch.alertFile() == scratch.history())
    }
}

extension Scratch {
    /// The alerts that a current file tells, for comparison.
    fileprivate func alerts(in text: String) throws -> NSArray {
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(json?["alerts"] as? NSArray)
    }
}
