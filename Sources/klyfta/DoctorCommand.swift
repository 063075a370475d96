import ArgumentParser
import Foundation
import KlyftaDaemon
import KlyftaSources

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Looks at configuration, state, disk, clock, journal, sockets, sources, rules and sinks, and says what to do",
        discussion: """
            It changes nothing and asks nobody outside this machine. Run it as the user of the service, or as root: it sees \
            what whoever runs it sees. Ends with 1 if something does not work, with 0 if there are only notices.
            """)

    @OptionGroup var daemon: DaemonOptions

    @Option(help: "text or json.")
    var format = TextFormat.text

    func run() throws {
        let findings = Doctor(daemon.file.path, registry: try SourceRegistry(builtInSources), control: daemon.control)
            .findings()
        switch format {
        case .text: try writeOutput(Self.text(findings))
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try writeOutput(String(decoding: try encoder.encode(findings), as: UTF8.self))
        }
        if findings.contains(where: { $0.grade == .problem }) { throw ExitCode.failure }
    }

    private static func text(_ findings: [Doctor.Finding]) -> String {
        let lines = findings.map { finding in
            let grade = finding.grade.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            let topic = finding.topic.padding(toLength: 14, withPad: " ", startingAt: 0)
            let advice = finding.remedy.isEmpty ? "" : "\n" + String(repeating: " ", count: 22) + finding.remedy
            return "\(grade)\(topic)\(finding.text)\(advice)"
        }
        return (lines + ["\(count(of: .problem, in: findings)), \(count(of: .notice, in: findings))"])
            .joined(separator: "\n")
    }

    private static func count(of grade: Doctor.Finding.Grade, in findings: [Doctor.Finding]) -> String {
        let count = findings.count { $0.grade == grade }
        return "\(count == 0 ? "no" : "\(count)") \(grade.rawValue)\(count > 1 ? "s" : "")"
    }
}
