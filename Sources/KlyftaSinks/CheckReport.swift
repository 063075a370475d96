import KlyftaAlerting
import KlyftaModel

/// How things stand, as a plugin of Nagios says it: one line, performance data behind a bar, and a status that is the exit
/// code.
package struct CheckReport: Hashable, Sendable {
    /// The status.
    package let status: Status
    /// The line.
    package let line: String

    /// What a plugin's exit code says.
    package enum Status: Int32, Sendable {
        case ok, warning, critical, unknown

        fileprivate var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    /// Nothing can be said, for a reason.
    package init(unknown reason: String) {
        self.init(status: .unknown, line: "KLYFTA UNKNOWN - \(Self.plain(reason))")
    }

    /// How a state stands.
    /// - Parameter rule: the only rule that counts, or the one whose instances do; `nil` for all, and the sources.
    package init(_ state: CurrentState, rule: String? = nil) {
        let alerts = state.alerts.filter { rule == nil || $0.rule == rule || $0.rule.hasPrefix("\(rule ?? ""):") }
        if let rule, alerts.isEmpty {
            let near = Suggestion.nearest(to: rule, among: state.alerts.map(\.rule)).map { ". Did you mean \($0)?" }
            self.init(unknown: "there is no rule '\(rule)'\(near ?? "")")
            return
        }
        let sources = (state.sources ?? []).filter { source in
            source.state != "fresh" && source.state != "late"
                && alerts.contains { $0.indicator.hasPrefix("\(source.source).") }
        }
        let firing = alerts.filter(\.isFiring)
        let status = Self.status(of: firing, sources, isBlind: !alerts.isEmpty && alerts.allSatisfy(\.isBlind))
        let told = firing.map { "\($0.rule) \($0.state) since \($0.since ?? "?")\(Self.amount($0))" }
        let ill = sources.map { "source \($0.source) is \($0.state)" }
        let blind = alerts.count(where: \.isBlind)
        let head = "\(firing.count) of \(alerts.count) rules firing" + (blind > 0 ? ", \(blind) without a verdict" : "")
        let text = ([head] + told + ill).joined(separator: "; ")
        self.init(
            status: status,
            line: "KLYFTA \(status.word) - \(Self.plain(text))|\(Self.performance(alerts, firing.count, blind))")
    }

    private init(status: Status, line: String) {
        self.status = status
        self.line = line
    }

    private static func status(of firing: [Standing], _ sources: [SourceStanding], isBlind: Bool) -> Status {
        if firing.contains(where: { $0.severity == "critical" }) { return .critical }
        if firing.contains(where: { $0.severity == "warning" }) || !sources.isEmpty { return .warning }
        return isBlind ? .unknown : .ok
    }

    private static func amount(_ standing: Standing) -> String {
        standing.numbers.map { ", \($0.measured.fixed($0.decimals)) against \($0.threshold.fixed($0.decimals))" } ?? ""
    }

    /// `'label'=value;warn`, numbers in plain decimals: a comma or an exponent is no number there.
    private static func performance(_ alerts: [Standing], _ firing: Int, _ blind: Int) -> String {
        let counts = ["firing=\(firing);;;0;\(alerts.count)", "blind=\(blind);;;0;\(alerts.count)"]
        let rules = alerts.compactMap { alert in
            alert.numbers.map { numbers in
                "'\(plain(alert.rule).replacing("'", with: "").replacing("=", with: ""))'="
                    + "\(numbers.measured.fixed(numbers.decimals));\(numbers.threshold.fixed(numbers.decimals))"
            }
        }
        return (counts + rules).joined(separator: " ")
    }

    /// A text in one line, without the bar that begins the performance data.
    private static func plain(_ text: String) -> String {
        String(text.map { $0 == "|" ? "/" : $0.isNewline ? " " : $0 })
    }
}
