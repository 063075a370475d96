import Foundation
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What the store costs at scale: a release of a whole folder of figures written and loaded, then a vintage after
/// another of which one indicator differs. Every number is printed on a line of its own, in milliseconds or bytes.
struct StoreBenchmark {
    private let source = try! SourceID("bench")
    private let release: Release
    private let directory: String
    private let address: String?

    /// - Parameters:
    ///   - data: a folder of `gen.py --formats bin`.
    ///   - directory: where states are made anew.
    ///   - address: of the PostgreSQL database whose schema `bench` gets the state, and has none before; `nil` for SQLite.
    init(_ data: String, in directory: String, _ address: String? = nil) throws {
        self.directory = directory
        self.address = address
        release = try FolderRelease.release(of: source, from: data)
    }

    /// Writes, loads, revises nine times, loads again; as often as is said.
    func run(rounds: Int) throws {
        print("observations \(release.observations.count), of them values \(values(of: release.observations))")
        for _ in 0..<rounds {
            try? FileManager.default.removeItem(atPath: directory)
            try write()
            try load("load")
            try revise()
            try load("load-after-ten")
            try readText()
            if address == nil { print("bytes \(try size())") }
        }
    }

    private func open() throws -> Store {
        guard let address else { return try Store.open(directory) }
        return try Store.open(PostgresPlace(address: address, schema: "bench", patience: 300), beside: directory)
    }

    private func write() throws {
        let store = try open()
        try timed("take") { _ = try store.take(release, at: CommitTime(milliseconds: 1)) }
    }

    /// As a daemon starts: opens the state, which looks for damage, and has all figures in columns.
    private func load(_ name: String) throws {
        try timed("\(name)-open") { _ = try open() }
        let store = try open()
        let figures = try timed("\(name)-figures") { try store.figures(of: [source]) }
        let periods = figures.indicators.keys.map { figures.periods(of: $0).count }.reduce(0, +)
        print("\(name)-series \(figures.indicators.count) \(periods)")
    }

    /// What loading cost when every line was kept as text: the lines read, and laid into columns. Without SQLite.
    private func readText() throws {
        let lines = ReleaseWriter.lines(of: release)
        print("text-bytes \(lines.reduce(0) { $0 + $1.utf8.count })")
        try timed("text-figures") {
            let read = try ReleaseReader.release(of: source, from: lines)
            return Figures(
                indicators: read.indicators, observations: read.observations, populations: read.populations)
        }
    }

    /// Nine vintages more of the first indicator.
    private func revise() throws {
        let store = try open()
        let first = release.indicators[0].id
        for number in 1...9 {
            var revised = release
            for place in revised.observations.indices where revised.observations[place].indicator == first {
                let old = revised.observations[place]
                guard let value = old.outcome.value else { continue }
                revised.observations[place] = Observation(
                    old.indicator, old.municipality, old.period, .value(value + Double(number)))
            }
            try timed("take-revision") {
                _ = try store.take(revised, at: CommitTime(milliseconds: Int64(number + 1)))
            }
        }
    }

    private func size() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/klyfta.sqlite")
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    private func values(of observations: [Observation]) -> Int { observations.count { $0.outcome.value != nil } }

    @discardableResult
    private func timed<Value>(_ name: String, _ work: () throws -> Value) throws -> Value {
        let start = ContinuousClock.now
        let value = try work()
        print("\(name) \(Int(((ContinuousClock.now - start) / .milliseconds(1)).rounded()))")
        return value
    }
}
