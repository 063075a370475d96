import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Runs a test in a directory of its own, which is gone afterwards.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
}

extension AlertRecord {
    /// The record of an event of a gap of 31 percentage points.
    static func example(
        _ seq: Int64, _ kind: AlertEvent.Kind = .fired, severity: GapRule.Severity = .warning,
        because reason: AlertEvent.Reason = .newPeriod, in language: Language = .english
    ) -> AlertRecord {
        let alert = reason == .ruleRemoved ? nil : Alert.example(severity)
        let event = AlertEvent(
            alertID: "0123456789abcdef", ruleID: "fibre", ruleRevision: "1", episode: Int(seq), kind: kind,
            reason: reason,
            period: alert?.period, alert: alert)
        var record = AlertRecord(event, at: CommitTime(milliseconds: 1_793_000_000_000), in: language)
        record.seq = seq
        return record
    }
}

extension AlertRecord {
    /// As it is read back from where it was written: the letter is not part of the form.
    var asWritten: AlertRecord {
        var record = self
        record.letter = nil
        return record
    }

    /// A name as nobody has it, but a file can: marks of every form that we write, characters that are not seen, lines.
    static let hostileName =
        "<!channel> <b>*bold*</b> _x_ `y` [a](http://b) \"q\" \\ {{title}} & | %n \u{202E}back\u{1B}[31m\r\nsecond line: z\u{2028}second line\0"

    /// An event whose indicator, groups, source and municipalities are called so.
    static func hostile(in language: Language = .english) -> AlertRecord {
        let alert = Alert.example(.warning, named: hostileName)
        var event = AlertEvent(
            alertID: "0123456789abcdef", ruleID: "fibre", ruleRevision: "1", episode: 1, kind: .fired,
            reason: .newPeriod, period: alert.period, alert: alert)
        event.reasons = LocalizedText(sv: hostileName, nb: hostileName, en: hostileName)
        var record = AlertRecord(event, at: CommitTime(milliseconds: 1_793_000_000_000), in: language)
        record.seq = 1
        return record
    }
}

extension Alert {
    static func example(_ severity: GapRule.Severity, named name: String? = nil) -> Alert {
        let id = try! IndicatorID("office.fibre")
        let title = LocalizedText(sv: "Fiber/bredband\n\"snabbt\"", nb: "Fiber", en: "Fibre")
        let indicator = Indicator(
            id: id, title: name.map { LocalizedText(sv: $0, nb: $0, en: $0) } ?? title, unit: .percent,
            direction: .higherIsBetter, nature: .register,
            attribution: Attribution(raw: "Office", derived: name ?? "Klyfta"))
        let gap = Gap(
            indicator: indicator, period: .year(2024),
            low: Gap.Side(label: name ?? "0-9999", n: 73, of: 74, value: .defined(60)),
            high: Gap.Side(label: "10000+", n: 216, of: 216, value: .defined(91)), weight: .municipality,
            membership: .current)
        let rule = GapRule(
            id: "fibre", question: GapQuestion(id, .published(low: "0-9999", high: "10000+")),
            condition: .level(above: 10), patience: 1, severity: severity)
        return Alert(rule: rule, period: .year(2024), finding: Finding(gap: gap, change: nil, measured: 31))
    }
}

/// The text of a file.
func text(of path: String) throws -> String {
    try String(contentsOf: URL(filePath: path), encoding: .utf8)
}

/// The events of a file of lines, which has to end with a line end.
func records(in path: String) throws -> [AlertRecord] {
    let lines = try text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.last == "" else { throw CocoaError(.fileReadCorruptFile) }
    return try lines.dropLast().map { try JSONDecoder().decode(AlertRecord.self, from: Data($0.utf8)) }
}

/// The permission bits of a file.
func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return attributes[.posixPermissions] as? Int ?? -1
}
