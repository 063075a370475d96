import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore

/// The files that show where all stands, drawn from the store: they can be lost without losing anything.
package struct Pictures: Sendable {
    private let currentFile: CurrentFile
    private let firing: FiringFolder?
    private let metricsFile: String?
    private let show: @Sendable (CurrentState) -> Void

    /// - Parameters:
    ///   - firing: the directory with a text for each alert that fires.
    ///   - metricsFile: the file of metrics, for node_exporter.
    ///   - show: told the state before any file is: what fails on a disk is shown all the same.
    package init(
        _ currentFile: CurrentFile, firing: FiringFolder? = nil, metricsFile: String? = nil,
        show: @escaping @Sendable (CurrentState) -> Void = { _ in }
    ) {
        (self.metricsFile, self.show) = (metricsFile, show)
        self.currentFile = currentFile
        self.firing = firing
    }

    /// - Parameter episodes: the alerts that fire, by their letters in a language; asked for only where a text shows them.
    func draw(_ current: CurrentState, _ episodes: (Language) throws -> [AnnouncedEpisode]) throws {
        show(current)
        try currentFile.write(current)
        if let metricsFile {
            let text = MetricText(current, version: ProgramVersion.text).text
            try ReplacedFile.write([UInt8](text.utf8), to: metricsFile)
        }
        guard let firing else { return }
        try firing.write(
            episodes(firing.language).map { OpenAlert(opening: $0.opening, latest: $0.latest, ended: $0.ended) })
    }
}

extension Store {
    /// Rows of alerts with what people did about them.
    func handled(_ alerts: [Standing], at now: CommitTime) throws -> [Standing] {
        let acknowledged = Dictionary(grouping: try acknowledgements(at: now), by: \.alert)
        let silences = try silences(at: now)
        return alerts.map { alert in
            var row = alert
            let silencing = silences.filter { $0.match.covers(alert) }
            let handling = (acknowledged[alert.alert] ?? []).map(Handling.init) + silencing.map(Handling.init)
            row.handling = alert.isFiring && !handling.isEmpty ? handling : nil
            return row
        }
    }
}
