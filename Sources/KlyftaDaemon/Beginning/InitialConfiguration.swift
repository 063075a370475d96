import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// What somebody answered who begins, and the commented configuration that comes of it: the sample with these values in
/// their places, and without the sources and rules that were not chosen.
package struct InitialConfiguration: Sendable {
    /// The modules that are asked, by name.
    package var sources: [String]
    /// The directory of what survives a restart.
    package var state = "/var/lib/klyfta"
    /// The file of alerts, where it is not in the state directory.
    package var alertFile: String?
    /// The language of what people read.
    package var language = Language.english
    /// When offices are asked on working days, in their own time zone.
    package var time = "08:20"
    /// Whom an office can turn to about our questions.
    package var contact: String?
    /// Who is mailed, and from which address.
    package var mail: (from: String, to: String)?
    /// Who is told by a post.
    package var webhook: String?

    /// - Parameter sources: the modules that are asked, by name.
    package init(sources: [String]) { self.sources = sources }

    /// The modules that have the figures of a country, and ship with this program.
    package static let countries = ["se": ["skl", "esv", "demoskop"], "no": ["ssb"]]

    /// A clear text that is no time of day, or `nil` for `HH:MM`.
    package static func fault(ofTime text: String) -> String? {
        minutes(of: text) == nil ? "'\(text.prefix(20))' is no time of day: write it as 08:20" : nil
    }

    /// The configuration.
    /// - Parameter sample: the configuration that `klyfta sample` prints.
    package func text(from sample: String) -> String {
        let paragraphs = sample.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init)
        let text = paragraphs.compactMap(chosen).map(editedParagraph).joined(separator: "\n\n")
        // The last paragraph of the sample may not have been chosen, and people lay rules of their own behind this one.
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// A paragraph that speaks of no indicator, or of one whose source is asked; of the first rule, what stands before it.
    private func chosen(_ paragraph: String) -> String? {
        guard let match = paragraph.firstMatch(of: /\n[ #]*indicator: ([a-z]+)\./) else {
            return paragraph
        }
        guard !sources.contains(String(match.1)) else { return paragraph }
        return paragraph.firstRange(of: "\nrules:").map { String(paragraph[..<$0.upperBound]) }
    }

    private func editedParagraph(_ paragraph: String) -> String {
        var lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.contains("sources:") { lines = chosenSources(lines) }
        return lines.map(editedLine).joined(separator: "\n")
    }

    /// The lines of `sources:` without the entries that were not chosen.
    private func chosenSources(_ lines: [String]) -> [String] {
        var isKept = true
        return lines.filter { line in
            if let match = line.wholeMatch(of: /[ ]{2}([a-z]+):/) { isKept = sources.contains(String(match.1)) }
            return isKept
        }
    }

    private func editedLine(_ line: String) -> String {
        let key = String(line.drop { $0 == "#" }.prefix { $0 != ":" })
        if key == "rules", !hasRules { return "rules: {}  # 'klyfta sample rules' prints rules for all that ships" }
        if let value = values[key], line.wholeMatch(of: /[#]*[a-z-]+:.*/) != nil { return "\(key):\(value)" }
        guard line.contains("schedule:") else { return line }
        return line.replacing("08:20", with: time).replacing("08:30", with: Self.time(time, after: 10))
    }

    /// What stands behind the keys at the margin that are not as in the sample.
    private var values: [String: String] {
        var values = ["state": " \(EffectiveTree.scalar(state))"]
        values["alert-file"] = alertFile.map { " \(EffectiveTree.scalar($0))" }
        values["contact"] = contact.map { " \(EffectiveTree.scalar($0))" }
        if language != .english { values["language"] = " \(language.rawValue)" }
        if !sinks.isEmpty { values["sinks"] = sinks.map { "\n  \($0)" }.joined() }
        return values
    }

    private var sinks: [String] {
        var sinks: [String] = []
        if let mail {
            let (from, to) = (EffectiveTree.scalar(mail.from), EffectiveTree.scalar(mail.to))
            sinks.append("mail: { kind: mail, from: \(from), to: [\(to)] }")
        }
        if let webhook { sinks.append("webhook: { kind: webhook, url: \(EffectiveTree.scalar(webhook)) }") }
        return sinks
    }

    /// Whether a rule of the sample is left.
    private var hasRules: Bool { sources.contains("skl") || sources.contains("ssb") }

    private static func minutes(of time: String) -> Int? {
        guard let match = time.wholeMatch(of: /([01][0-9]|2[0-3]):([0-5][0-9])/) else { return nil }
        return (Int(match.1) ?? 0) * 60 + (Int(match.2) ?? 0)
    }

    private static func time(_ time: String, after minutes: Int) -> String {
        let total = ((self.minutes(of: time) ?? 0) + minutes) % 1_440
        let (hours, rest) = total.quotientAndRemainder(dividingBy: 60)
        return (hours < 10 ? "0" : "") + "\(hours):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
