import ArgumentParser
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays the years in order on the figures that ship: offline, without root, in a temporary directory")

    func run() async throws {
        let directory = try temporaryDirectory()
        let configuration = try configuration(in: directory)
        let registry = try SourceRegistry(builtInSources)
        let sources = InProcessSources(registry, shipped: shippedFigures)
        var releases: [Release] = []
        for source in configuration.sources { releases.append(try await sources.release(of: source)) }

        try writeOutput(opening(Figures(releases)))
        try await play(releases, configuration)
        try writeOutput(closing(directory))
    }

    private func configuration(in directory: String) throws -> KlyftaDaemon.Configuration {
        let path = "\(directory)/klyfta.yaml"
        try Data(SampleConfiguration.text.utf8).write(to: URL(filePath: path))
        // Only the state directory is another: what a drop-in is for.
        try FileManager.default.createDirectory(atPath: "\(path).d", withIntermediateDirectories: false)
        let quoted = directory.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        try Data("state: \"\(quoted)\"\n".utf8).write(to: URL(filePath: "\(path).d/demo.yaml"))
        return try .load(path, registry: SourceRegistry(builtInSources))
    }

    private func temporaryDirectory() throws -> String {
        let directory = FileManager.default.temporaryDirectory.appending(
            path: "klyfta-demo-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return directory.path
    }

    /// One sentence on a gap, and the classes over the years.
    private func opening(_ figures: Figures) -> String {
        guard let id = try? IndicatorID("skl.N07900"), let indicator = figures.indicators[id],
            let last = figures.periods(of: id).last
        else { return "" }
        let profiles = figures.periods(of: id).map { period in
            SizeProfile(of: Panel(of: indicator, in: period, membership: .current, from: figures), on: .standard)
        }
        let rows = profiles.last?.rows ?? []
        let (small, large) = (rows.first?.mean.value ?? 0, rows.last?.mean.value ?? 0)
        return """
            In \(last), 100 Mbit/s reached \(large.fixed(1)) % in the average Swedish municipality above 100 000 inhabitants
            and \(small.fixed(1)) % in the average one below 10 000: a gap of \((large - small).fixed(1)) percentage points.

            \(indicator.title.en), % (\(indicator.id)), mean per municipality by inhabitants:

            \(EquiplotText(profiles).lines.joined(separator: "\n"))
            \(indicator.attribution.derived)

            The years, as a daemon would have seen them come in:

            """
    }

    /// Offers the figures year by year, and tells what Klyfta would have told.
    private func play(_ releases: [Release], _ configuration: KlyftaDaemon.Configuration) async throws {
        let store = try Store.open(configuration.stateDirectory)
        let logger = Logger(label: "demo") { _ in SwiftLogNoOpLogHandler() }
        var story = Story()
        for year in Set(releases.flatMap(\.years)).sorted() {
            let engine = try Engine(
                store: store, configuration, sources: YearByYear(releases: releases, year: year), logger: logger)
            let news = releases.filter { $0.years.contains(year) }.map(\.source)
            for source in configuration.sources where news.contains(source.id) { _ = try await engine.fetch(source) }
            let round = try engine.recompute(configuration)
            for fault in await engine.deliver() { throw fault }
            try story.tell(round, of: year).forEach { try writeOutput($0) }
        }
        try story.end().forEach { try writeOutput($0) }
        try writeOutput(stand(try store.current()?.alerts ?? []))
    }

    private func stand(_ standings: [Standing]) -> String {
        var table = Table(["rule", "state", "since", "last period", "verdict"])
        table.rows = standings.map { standing in
            [
                .text(standing.rule), .text(standing.state), .text(standing.since ?? ""), .text(standing.period ?? ""),
                .text(standing.obstacle ?? standing.test ?? standing.verdict),
            ]
        }
        return "Where the rules stand now:\n\n\(table.rendered(as: .table))\n"
    }

    private func closing(_ directory: String) -> String {
        let klyfta = CommandLine.arguments[0]
        return """
            Try next:

              \(klyfta) explain rural-gigabit --config \(directory)/klyfta.yaml
              \(klyfta) alerts --history --state \(directory)
              \(klyfta) gaps --indicator skl.N07920 --weight inhabitant
              \(klyfta) profile --indicator skl.N07900 --format csv
              \(klyfta) sample > klyfta.yaml

            All of it is in \(directory); delete it when you are done.
            """
    }
}

/// The figures of all sources as they were known at the end of a year.
private struct YearByYear: SourceRunner {
    let releases: [Release]
    let year: Int

    func release(of source: SourceConfiguration) async throws -> Release {
        guard var release = releases.first(where: { $0.source == source.id }) else {
            throw SourceFault(at: "\(source.id)", "no such source", remedy: "See 'klyfta sources'.")
        }
        release.observations = release.observations.filter { $0.period.year <= year }
        release.populations = release.populations.filter { $0.day.year <= year }
        release.published = release.published.filter { $0.period.year <= year }
        return release
    }
}

extension Release {
    /// The years that some figure speaks of.
    fileprivate var years: Set<Int> {
        Set(observations.lazy.map(\.period.year)).union(published.lazy.map(\.period.year))
    }
}
